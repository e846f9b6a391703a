# coracle_add_app(<name> SOURCES <files...> [THREADS] [EMBIND] [OPTIONS <link flags...>])
#
# Makes <name>.mjs, <name>.wasm and <name>.css in the target's folder of the build
# (CMAKE_CURRENT_BINARY_DIR, or CORACLE_APP_FOLDER when that is set). The .mjs is complete: Emscripten's
# glue and the host, minified; it finds the .wasm beside itself. The .css is what the app needs of
# web/style. Some components (Html, Markdown, Figure) are shown by ES modules, which are put beside it.
# Parts of Coracle an app does not use are not in it, the network
# included. EMBIND adds Emscripten's bindings, for an app that offers functions to JavaScript.
#
# THREADS also makes <name>.threads.mjs and <name>.threads.wasm, the same app with threads, which <name>.mjs takes
# where the page is isolated (crossOriginIsolated): where it and its scripts are served with the two headers
#     Cross-Origin-Opener-Policy: same-origin
#     Cross-Origin-Embedder-Policy: require-corp
# or it has web/isolation/isolation.js as its service worker. Elsewhere the app runs without: `background` is an
# error. That build is a target of its own, <name>_threads. It takes the include directories, definitions and
# compile options of <name>; libraries it has to be given itself, compiled with -pthread.
set(CORACLE_EXPORTS
    coracle_open coracle_start coracle_close coracle_turn coracle_wake coracle_frame coracle_event
    coracle_text_buffer coracle_counts
    CACHE INTERNAL "What the host calls in an app")

# The flags every module for the browser is linked with.
function(coracle_browser_link_options target)
  set(browsers -sMIN_CHROME_VERSION=112 -sMIN_FIREFOX_VERSION=121 -sMIN_SAFARI_VERSION=180200)
  target_link_options(${target} PRIVATE
    -mtail-call -fno-exceptions ${browsers}
    -sMODULARIZE -sEXPORT_ES6 -sENVIRONMENT=web
    -sALLOW_MEMORY_GROWTH -sDYNAMIC_EXECUTION=0 -sFILESYSTEM=0 -sSUPPORT_LONGJMP=0
    -sMALLOC=emmalloc -sINCOMING_MODULE_JS_API=instantiateWasm)
endfunction()

# The same, and those of an app: its way to the host, and what the host calls.
function(coracle_app_link_options target)
  coracle_browser_link_options(${target})
  set(library "${CORACLE_SOURCE_FOLDER}/wasm/library/coracle.js")
  list(TRANSFORM CORACLE_EXPORTS PREPEND _ OUTPUT_VARIABLE exports)
  list(JOIN exports "," exports)
  target_link_options(${target} PRIVATE
    --no-entry "--js-library=${library}" "-sEXPORTED_FUNCTIONS=${exports}")
  file(GLOB libraries CONFIGURE_DEPENDS "${CORACLE_SOURCE_FOLDER}/wasm/library/*.js")
  set_property(TARGET ${target} APPEND PROPERTY LINK_DEPENDS "${libraries}")
endfunction()

# The flags of a module with threads. Each of those has a stack of its own.
function(coracle_thread_link_options target)
  set(library "${CORACLE_SOURCE_FOLDER}/wasm/library/threads.js")
  target_link_options(${target} PRIVATE "--js-library=${library}"
    -pthread -Wno-pthreads-mem-growth -sENVIRONMENT=web,worker -sMAXIMUM_MEMORY=1GB -sDEFAULT_PTHREAD_STACK_SIZE=512KB)
  set_property(TARGET ${target} APPEND PROPERTY LINK_DEPENDS "${library}")
endfunction()

function(coracle_add_app name)
  cmake_parse_arguments(PARSE_ARGV 1 app "THREADS;EMBIND" "" "SOURCES;OPTIONS")
  if(NOT EMSCRIPTEN)
    message(FATAL_ERROR "coracle_add_app(${name}): an app is built with Emscripten; configure with "
                        "--toolchain ${CORACLE_SOURCE_FOLDER}/wasm/toolchain/emscripten.cmake")
  endif()
  if(NOT app_SOURCES)
    message(FATAL_ERROR "coracle_add_app(${name}): name its SOURCES")
  endif()
  coracle_require_bundler()

  set(options SOURCES ${app_SOURCES} OPTIONS ${app_OPTIONS})
  if(app_EMBIND)
    list(APPEND options EMBIND)
  endif()
  if(NOT app_THREADS)
    coracle_add_app_build(${name} ${name} "" ${options})
    return()
  endif()
  coracle_need_rooms_with_threads()
  coracle_add_app_build(${name} ${name} "" ${options} BUNDLE --with-threads "${name}.threads.mjs")
  coracle_add_app_build(${name}_threads ${name}.threads _threads ${options} BUNDLE --threads)
  target_link_libraries(${name}_threads PRIVATE coracle_heap_threads)
  foreach(property INCLUDE_DIRECTORIES COMPILE_DEFINITIONS COMPILE_OPTIONS)
    set_property(TARGET ${name}_threads APPEND PROPERTY ${property} "$<TARGET_PROPERTY:${name},${property}>")
  endforeach()
  coracle_thread_link_options(${name}_threads)
  add_dependencies(${name} ${name}_threads)
endfunction()

# One build of an app: <file>.mjs, <file>.wasm and <file>.css, of the rooms of a variant.
function(coracle_add_app_build target file variant)
  cmake_parse_arguments(PARSE_ARGV 3 app "EMBIND" "" "SOURCES;OPTIONS;BUNDLE")
  set(glue_folder "${CMAKE_CURRENT_BINARY_DIR}/CMakeFiles/${target}.glue")
  set(output_folder "${CMAKE_CURRENT_BINARY_DIR}")
  if(CORACLE_APP_FOLDER)
    set(output_folder "${CORACLE_APP_FOLDER}")
  endif()

  add_executable(${target} ${app_SOURCES})
  set_target_properties(${target} PROPERTIES
    OUTPUT_NAME ${file} SUFFIX .mjs RUNTIME_OUTPUT_DIRECTORY "${glue_folder}")
  target_link_libraries(${target} PRIVATE coracle_browser${variant} coracle_ui${variant} coracle_net${variant})
  coracle_app_link_options(${target})
  # Functions that are called most stand first, with the shortest numbers: what repeats compresses better.
  # What is in the app is told beside its glue, in <file>.mjs.symbols.
  set(smaller -Oz "-sBINARYEN_EXTRA_PASSES=--converge,--reorder-functions" --emit-symbol-map)
  target_link_options(${target} PRIVATE "$<$<CONFIG:Release>:${smaller}>" ${app_OPTIONS})
  if(app_EMBIND)
    target_compile_definitions(${target} PRIVATE EMSCRIPTEN_HAS_UNBOUND_TYPE_NAMES=0)
    target_link_options(${target} PRIVATE -lembind)
  endif()

  file(GLOB host CONFIGURE_DEPENDS
    "${CORACLE_SOURCE_FOLDER}/web/host/*.ts" "${CORACLE_SOURCE_FOLDER}/web/modules/*.ts"
    "${CORACLE_SOURCE_FOLDER}/web/modules/*/*.ts" "${CORACLE_SOURCE_FOLDER}/web/style/*.css")
  set(bundler "${CORACLE_SOURCE_FOLDER}/web/tools/bundle-app.mjs")
  set_property(TARGET ${target} APPEND PROPERTY LINK_DEPENDS
    "${host};${bundler};${CORACLE_SOURCE_FOLDER}/web/tools/app-style.mjs;${CORACLE_SOURCE_FOLDER}/web/tools/style-sheet.mjs;${CORACLE_SOURCE_FOLDER}/web/tools/own-modules.mjs")
  set(minify "$<IF:$<CONFIG:Debug>,--readable,--minify>")
  add_custom_command(TARGET ${target} POST_BUILD VERBATIM
    COMMAND "${CORACLE_NODE}" "${bundler}" --glue "${glue_folder}/${file}.mjs" --output "${output_folder}/${file}.mjs" ${minify} ${app_BUNDLE})
endfunction()

# The bundler is an npm dependency of Coracle; a project that took Coracle in as source may not have it yet.
function(coracle_require_bundler)
  if(NOT CORACLE_NODE)
    find_program(CORACLE_NODE node REQUIRED)
  endif()
  if(EXISTS "${CORACLE_SOURCE_FOLDER}/node_modules/esbuild")
    return()
  endif()
  message(STATUS "Installing Coracle's npm dependencies in ${CORACLE_SOURCE_FOLDER}")
  execute_process(
    COMMAND npm ci --no-audit --no-fund WORKING_DIRECTORY "${CORACLE_SOURCE_FOLDER}"
    RESULT_VARIABLE failed OUTPUT_VARIABLE output ERROR_VARIABLE output)
  if(failed)
    message(FATAL_ERROR "npm ci failed in ${CORACLE_SOURCE_FOLDER}:\n${output}")
  endif()
endfunction()

# Every web/gallery/examples/<name>/<name>.cpp into <build>/apps, and with CORACLE_TESTS every
# tests/browser/apps/<name>.cpp into <build>/test-apps.
function(coracle_add_gallery_apps)
  add_custom_target(coracle_apps)
  if(CORACLE_PRECOMPILE)
    coracle_add_precompiled(coracle_app_headers <coracle/coracle.hpp>)
    target_link_libraries(coracle_app_headers PRIVATE coracle::browser)
  endif()
  coracle_add_apps_of("apps" "web/gallery/examples/*/*.cpp")
  if(CORACLE_TESTS)
    coracle_add_apps_of("test-apps" "tests/browser/apps/*.cpp")
  endif()
endfunction()

function(coracle_add_apps_of folder pattern)
  set(CORACLE_APP_FOLDER "${CMAKE_BINARY_DIR}/${folder}")
  file(GLOB sources CONFIGURE_DEPENDS "${CORACLE_SOURCE_FOLDER}/${pattern}")
  foreach(source IN LISTS sources)
    cmake_path(GET source STEM name)
    file(STRINGS "${source}" calls_on_threads REGEX "(background|on_thread)\\(")
    if(calls_on_threads)
      coracle_add_app(${name} SOURCES "${source}" THREADS)
      coracle_warnings(${name}_threads)
    else()
      coracle_add_app(${name} SOURCES "${source}")
    endif()
    coracle_warnings(${name})
    if(CORACLE_PRECOMPILE)
      target_precompile_headers(${name} REUSE_FROM coracle_app_headers)
    endif()
    add_dependencies(coracle_apps ${name})
  endforeach()
endfunction()
