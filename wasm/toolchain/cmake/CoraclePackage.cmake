# The modules of the npm package: coracle_package_browser and coracle_package_node.
#
# Both hold the same bindings to JavaScript (wasm/javascript/*.cpp); the first stands on the browser's
# ports, the second on a virtual clock and a fake page. web/tools/build-package.mjs makes the package
# of what they leave in <build>/package: <platform>/coracle.mjs, Emscripten's glue, and its .wasm.
function(coracle_package_options target)
  target_include_directories(${target} PRIVATE "${CORACLE_SOURCE_FOLDER}/wasm")
  target_compile_definitions(${target} PRIVATE EMSCRIPTEN_HAS_UNBOUND_TYPE_NAMES=0)
  target_link_libraries(${target} PRIVATE coracle::ui)
  coracle_warnings(${target})
endfunction()

function(coracle_add_package_module platform)
  set(target coracle_package_${platform})
  set(folder "${CORACLE_SOURCE_FOLDER}/wasm/javascript")
  file(GLOB sources CONFIGURE_DEPENDS "${folder}/${platform}/*.cpp")
  add_executable(${target} EXCLUDE_FROM_ALL ${sources} $<TARGET_OBJECTS:coracle_javascript>)
  set_target_properties(${target} PROPERTIES
    OUTPUT_NAME coracle SUFFIX .mjs RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/package/${platform}"
    LINK_DEPENDS "${folder}/library.js;${CORACLE_SOURCE_FOLDER}/wasm/library/coracle.js")
  target_link_libraries(${target} PRIVATE ${ARGN})
  coracle_package_options(${target})
  target_link_options(${target} PRIVATE
    -mtail-call -fno-rtti -fno-exceptions -lembind --no-entry "--js-library=${folder}/library.js"
    -sMODULARIZE -sEXPORT_ES6 -sALLOW_MEMORY_GROWTH -sDYNAMIC_EXECUTION=0 -sFILESYSTEM=0
    -sSUPPORT_LONGJMP=0 -sMALLOC=emmalloc -sINCOMING_MODULE_JS_API=instantiateWasm)
endfunction()

function(coracle_add_package)
  set(folder "${CORACLE_SOURCE_FOLDER}/wasm/javascript")
  file(GLOB sources CONFIGURE_DEPENDS "${folder}/*.cpp")
  add_library(coracle_javascript OBJECT EXCLUDE_FROM_ALL ${sources})
  coracle_package_options(coracle_javascript)
  if(CORACLE_PRECOMPILE)
    target_precompile_headers(coracle_javascript PRIVATE <emscripten/bind.h> "${folder}/objects.hpp")
  endif()
  coracle_add_package_module(browser coracle::browser)
  target_link_options(coracle_package_browser PRIVATE
    -sENVIRONMENT=web,worker -sMIN_CHROME_VERSION=112 -sMIN_FIREFOX_VERSION=121 -sMIN_SAFARI_VERSION=180200
    "--js-library=${CORACLE_SOURCE_FOLDER}/wasm/library/coracle.js"
    -sEXPORTED_FUNCTIONS=_coracle_open,_coracle_turn,_coracle_wake,_coracle_frame,_coracle_event,_coracle_text_buffer,_coracle_counts)
  coracle_add_package_module(node coracle::testing)
  target_link_options(coracle_package_node PRIVATE -sENVIRONMENT=node)
  add_custom_target(coracle_package)
  add_dependencies(coracle_package coracle_package_browser coracle_package_node)
endfunction()
