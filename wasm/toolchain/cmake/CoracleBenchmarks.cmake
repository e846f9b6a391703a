# The benchmark programs: every tests/bench/<suite>/*.cpp becomes the module <build>/bench/<suite>.mjs.
# They and the rooms under them are compiled for speed, not for size. The suite `page` is an app: its module
# runs in a browser only, with the browser's ports and the host.
function(coracle_add_benchmarks)
  set(speed -O3 -flto)
  coracle_add_rooms(VARIANT _fast OPTIONS ${speed})
  add_custom_target(coracle_benchmarks)
  file(GLOB folders CONFIGURE_DEPENDS LIST_DIRECTORIES true "${CORACLE_SOURCE_FOLDER}/tests/bench/*")
  foreach(folder IN LISTS folders)
    file(GLOB sources CONFIGURE_DEPENDS "${folder}/*.cpp")
    if(NOT sources)
      continue()
    endif()
    cmake_path(GET folder FILENAME suite)
    set(target coracle_bench_${suite})
    add_executable(${target} EXCLUDE_FROM_ALL ${sources})
    add_dependencies(coracle_benchmarks ${target})
    coracle_warnings(${target})
    target_compile_options(${target} PRIVATE ${speed})
    if(suite STREQUAL "page")
      target_link_libraries(${target} PRIVATE coracle_browser_fast coracle_ui_fast coracle_net_fast)
      target_link_options(${target} PRIVATE -O3)
      coracle_app_link_options(${target})
    else()
      target_link_libraries(${target} PRIVATE coracle_flow_fast)
      target_link_options(${target} PRIVATE
        ${speed} -mtail-call -fno-exceptions --no-entry -sMODULARIZE -sEXPORT_ES6 -sENVIRONMENT=web,node
        -sALLOW_MEMORY_GROWTH -sMALLOC=emmalloc)
    endif()
    set_target_properties(${target} PROPERTIES
      OUTPUT_NAME ${suite} SUFFIX .mjs RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bench")
  endforeach()
endfunction()
