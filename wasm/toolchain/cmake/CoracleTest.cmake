# coracle_add_test(<name> SOURCES <files...>)
#
# A program of tests of an app, natively: with coracle::testing (the fake page, the virtual clock, the fake
# network) and Catch2, whose header is <catch_amalgamated.hpp>. CTest knows it by its name.
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

# Catch2 with its main function, compiled once.
function(coracle_add_catch2)
  if(TARGET coracle_catch2)
    return()
  endif()
  coracle_find_catch2()
  set(folder "${CORACLE_CATCH2_FOLDER}/extras")
  add_library(coracle_catch2 STATIC EXCLUDE_FROM_ALL "${folder}/catch_amalgamated.cpp")
  coracle_common_options(coracle_catch2 PUBLIC -Oz)
  target_include_directories(coracle_catch2 SYSTEM PUBLIC "${folder}")
  target_compile_options(coracle_catch2 PRIVATE -w)
  if(EMSCRIPTEN)
    target_compile_definitions(coracle_catch2 PUBLIC CATCH_CONFIG_DISABLE_EXCEPTIONS)
  else()
    # Nobody waits for it; its optimised build is waited for, under ThreadSanitizer for half a minute.
    target_compile_options(coracle_catch2 PRIVATE -O0)
  endif()
endfunction()

function(coracle_add_test name)
  cmake_parse_arguments(PARSE_ARGV 1 test "" "" "SOURCES")
  if(EMSCRIPTEN)
    message(FATAL_ERROR "coracle_add_test(${name}): tests of apps run natively; configure with "
                        "--toolchain ${CORACLE_SOURCE_FOLDER}/wasm/toolchain/native.cmake")
  endif()
  coracle_add_catch2()
  add_executable(${name} ${test_SOURCES})
  target_link_libraries(${name} PRIVATE coracle::testing coracle_catch2)
  add_test(NAME ${name} COMMAND ${name})
endfunction()
