# The tests: one program per room from tests/<room>/*.test.cpp, natively or as WebAssembly in Node.
set(CORACLE_TEST_ROOMS "base;reactive;async;flow;net;ui;testing" CACHE STRING "The rooms whose tests are built")

function(coracle_find_catch2)
  if(CORACLE_CATCH2_FOLDER)
    return()
  endif()
  include(FetchContent)
  FetchContent_Declare(catch2_source
    URL https://github.com/catchorg/Catch2/archive/refs/tags/v3.7.1.tar.gz
    URL_HASH SHA256=c991b247a1a0d7bb9c39aa35faf0fe9e19764213f28ffba3109388e62ee0269c
    SOURCE_SUBDIR none)
  FetchContent_MakeAvailable(catch2_source)
  set(CORACLE_CATCH2_FOLDER "${catch2_source_SOURCE_DIR}" PARENT_SCOPE)
endfunction()

# Catch2 with its main function, compiled once; its header is precompiled for all test programs.
function(coracle_add_catch2)
  coracle_find_catch2()
  set(folder "${CORACLE_CATCH2_FOLDER}/extras")
  add_library(coracle_catch2 STATIC "${folder}/catch_amalgamated.cpp")
  coracle_common_options(coracle_catch2 PUBLIC -Oz)
  target_include_directories(coracle_catch2 SYSTEM PUBLIC "${folder}")
  target_compile_options(coracle_catch2 PRIVATE -w)
  if(EMSCRIPTEN)
    target_compile_definitions(coracle_catch2 PUBLIC CATCH_CONFIG_DISABLE_EXCEPTIONS)
  endif()
  target_precompile_headers(coracle_catch2 PUBLIC "${folder}/catch_amalgamated.hpp")
endfunction()

function(coracle_add_test_program room)
  file(GLOB sources CONFIGURE_DEPENDS "${CORACLE_SOURCE_FOLDER}/tests/${room}/*.test.cpp")
  if(NOT sources)
    return()
  endif()
  set(target coracle_${room}_tests)
  add_executable(${target} ${sources})
  coracle_warnings(${target})
  target_include_directories(${target} PRIVATE "${CORACLE_SOURCE_FOLDER}/tests")
  target_link_libraries(${target} PRIVATE coracle_${room} coracle_testing coracle_catch2)
  if(EMSCRIPTEN)
    target_link_options(${target} PRIVATE
      $<$<CONFIG:Release>:-Oz> -mtail-call -sENVIRONMENT=node -sALLOW_MEMORY_GROWTH -sEXIT_RUNTIME -sNODEJS_CATCH_EXIT=0)
  endif()
  add_dependencies(coracle_tests ${target})
  add_test(NAME ${room} COMMAND ${target})
  set_tests_properties(${room} PROPERTIES TIMEOUT 300)
endfunction()

function(coracle_add_tests)
  coracle_add_catch2()
  # Node must not take the programs for ES modules because of a package.json further up.
  file(WRITE "${CMAKE_BINARY_DIR}/package.json" "{ \"type\": \"commonjs\" }\n")
  add_custom_target(coracle_tests)
  foreach(room IN LISTS CORACLE_TEST_ROOMS)
    coracle_add_test_program(${room})
  endforeach()
endfunction()
