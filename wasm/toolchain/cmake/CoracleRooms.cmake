# The libraries, one per room: coracle::base, ::reactive, ::async, ::flow, ::net, ::thread, ::ui, ::testing, and
# coracle::browser, which implements their ports in WebAssembly builds.
#
# A room is every src/<room>/*.cpp; one that has headers only is an interface library.
set(CORACLE_SOURCE_FOLDER "${CMAKE_CURRENT_LIST_DIR}/../../.." CACHE INTERNAL "")
cmake_path(NORMAL_PATH CORACLE_SOURCE_FOLDER)
include("${CORACLE_SOURCE_FOLDER}/build/toolchain/environment.cmake" OPTIONAL)

# Our code is optimised as a whole. The system libraries are not (no -flto when linking): that makes
# nothing smaller, and they would all have to be built once more.
set(CORACLE_OPTIMIZATION -Oz -flto CACHE STRING "How Coracle and its apps are optimised in Release WebAssembly builds")

# What everything compiled together has to agree on, the app's own code included. Further arguments are
# flags in place of CORACLE_OPTIMIZATION.
function(coracle_common_options target visibility)
  target_compile_features(${target} ${visibility} cxx_std_20)
  target_include_directories(${target} ${visibility} "${CORACLE_SOURCE_FOLDER}/include")
  if(EMSCRIPTEN)
    # Coracle's own coroutines are resumed by its loop, not by each other. A program's may resume each other: without
    # tail calls a loop of ready awaits of theirs overflows the stack. The optimiser merges functions by them, too.
    # No others are wanted, because LLVM 21 lets a callee read a struct passed by value out of a frame that its
    # tail call has given up: a watcher's Change arrived as garbage from -O1 on.
    target_compile_options(${target} ${visibility}
      -mtail-call -fno-optimize-sibling-calls -fno-exceptions -fno-rtti -fno-threadsafe-statics)
    set(optimization ${ARGN})
    if(NOT optimization)
      set(optimization ${CORACLE_OPTIMIZATION})
    endif()
    target_compile_options(${target} ${visibility} "$<$<CONFIG:Release>:${optimization}>")
  else()
    # libc++ has std::jthread and std::stop_token from 20 on without it.
    target_compile_options(${target} ${visibility} $<$<CXX_COMPILER_ID:Clang>:-fexperimental-library>)
  endif()
  if(CORACLE_SANITIZE)
    set(sanitize -fsanitize=${CORACLE_SANITIZE} -fno-sanitize-recover=all)
    target_compile_options(${target} ${visibility} ${sanitize})
    target_link_options(${target} ${visibility} ${sanitize})
  endif()
endfunction()

function(coracle_warnings target)
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wnon-virtual-dtor -Wimplicit-fallthrough
    -Wno-missing-field-initializers)
  if(CORACLE_STRICT)
    target_compile_options(${target} PRIVATE -Werror)
  endif()
endfunction()

# coracle_add_room(<room> <variant> <source pattern> LINK <rooms...> OPTIONS <flags...> ALSO <flags...>)
#
# A variant is the same rooms optimised otherwise, with OPTIONS, or compiled and linked with other flags ALSO; its
# targets carry the variant's name as a suffix.
function(coracle_add_room room variant pattern)
  cmake_parse_arguments(PARSE_ARGV 3 room "" "" "LINK;OPTIONS;ALSO")
  set(target coracle_${room}${variant})
  file(GLOB sources CONFIGURE_DEPENDS "${CORACLE_SOURCE_FOLDER}/${pattern}")
  if(sources)
    set(visibility PUBLIC)
    add_library(${target} STATIC ${sources})
    if(variant OR NOT PROJECT_IS_TOP_LEVEL)
      set_target_properties(${target} PROPERTIES EXCLUDE_FROM_ALL TRUE)
    endif()
    coracle_warnings(${target})
    if(CORACLE_PRECOMPILE)
      target_precompile_headers(${target} REUSE_FROM coracle_precompiled${variant})
    endif()
  else()
    set(visibility INTERFACE)
    add_library(${target} INTERFACE)
  endif()
  coracle_common_options(${target} ${visibility} ${room_OPTIONS})
  target_compile_options(${target} ${visibility} ${room_ALSO})
  target_link_options(${target} ${visibility} ${room_ALSO})
  foreach(other IN LISTS room_LINK)
    target_link_libraries(${target} ${visibility} coracle_${other}${variant})
  endforeach()
  string(REPLACE "_" "::" alias "coracle_${room}")
  add_library(${alias}${variant} ALIAS ${target})
endfunction()

# A target of precompiled headers for others to reuse, which have to be compiled with the flags it is given.
function(coracle_add_precompiled target)
  set(source "${CMAKE_BINARY_DIR}/${target}.cpp")
  file(CONFIGURE OUTPUT "${source}" CONTENT "// Has nothing but the precompiled headers.\n")
  add_library(${target} OBJECT EXCLUDE_FROM_ALL "${source}")
  target_precompile_headers(${target} PRIVATE ${ARGN})
endfunction()

# What sources of the rooms include, read once for all of a variant. So a room is compiled with more than it includes,
# with what is above it too: npm run lint checks what it includes, in a build without (CORACLE_PRECOMPILE=OFF).
function(coracle_precompile_rooms variant)
  cmake_parse_arguments(PARSE_ARGV 1 room "" "" "OPTIONS;ALSO")
  set(target coracle_precompiled${variant})
  coracle_add_precompiled(${target}
    <algorithm> <chrono> <coracle/net/web_socket.hpp> <coracle/reactive/reactive.hpp> <coracle/thread/worker.hpp>
    <coracle/ui/component.hpp> <coracle/ui/page.hpp>)
  coracle_common_options(${target} PRIVATE ${room_OPTIONS})
  target_compile_options(${target} PRIVATE ${room_ALSO})
endfunction()

# Numbers as text, both ways, as what the program runs in does it.
function(coracle_add_numbers target)
  if(EMSCRIPTEN)
    set(library "${CORACLE_SOURCE_FOLDER}/wasm/library/numbers.js")
    target_sources(${target} PRIVATE "${CORACLE_SOURCE_FOLDER}/wasm/base/number_text.cpp")
    target_link_options(${target} PUBLIC "--js-library=${library}")
  else()
    target_sources(${target} PRIVATE "${CORACLE_SOURCE_FOLDER}/src/base/native/number_text.cpp")
  endif()
endfunction()

# Threads natively; in WebAssembly they are the browser's.
function(coracle_add_threads target)
  if(NOT EMSCRIPTEN)
    target_sources(${target} PRIVATE "${CORACLE_SOURCE_FOLDER}/src/thread/native/native_threads.cpp")
  endif()
endfunction()

# The rooms for programs with threads, for WebAssembly: made when the first of those is added.
function(coracle_need_rooms_with_threads)
  if(TARGET coracle_ui_threads)
    return()
  endif()
  coracle_add_rooms(VARIANT _threads ALSO -pthread -fthreadsafe-statics)
  # What defines malloc is not for the optimiser to see through.
  set(heap "${CORACLE_SOURCE_FOLDER}/wasm/threads/heap.cpp")
  add_library(coracle_heap_threads OBJECT EXCLUDE_FROM_ALL "${heap}")
  coracle_warnings(coracle_heap_threads)
  target_link_libraries(coracle_heap_threads PRIVATE coracle_thread_threads)
  target_compile_options(coracle_heap_threads PRIVATE -fno-lto -fno-builtin)
endfunction()

# coracle_add_rooms([VARIANT <suffix>] [OPTIONS <flags...>] [ALSO <flags...>])
function(coracle_add_rooms)
  cmake_parse_arguments(PARSE_ARGV 0 rooms "" "VARIANT" "OPTIONS;ALSO")
  if(CORACLE_PRECOMPILE)
    coracle_precompile_rooms("${rooms_VARIANT}" OPTIONS ${rooms_OPTIONS} ALSO ${rooms_ALSO})
  endif()
  macro(add room pattern)
    coracle_add_room(${room} "${rooms_VARIANT}" ${pattern} OPTIONS ${rooms_OPTIONS} ALSO ${rooms_ALSO} LINK ${ARGN})
  endmacro()
  add(base "src/base/*.cpp")
  coracle_add_numbers(coracle_base${rooms_VARIANT})
  add(reactive "src/reactive/*.cpp" base)
  add(async "src/async/*.cpp" base)
  add(flow "src/flow/*.cpp" reactive async)
  add(net "src/net/*.cpp" async)
  add(thread "src/thread/*.cpp" flow)
  coracle_add_threads(coracle_thread${rooms_VARIANT})
  add(ui "src/ui/*.cpp" flow net)
  add(testing "src/testing/*.cpp" ui thread)
  if(EMSCRIPTEN)
    add(browser "wasm/*.cpp" ui thread)
    target_link_options(coracle_browser${rooms_VARIANT} PUBLIC
      "--js-library=${CORACLE_SOURCE_FOLDER}/wasm/library/network.js"
      "--js-library=${CORACLE_SOURCE_FOLDER}/wasm/library/socket.js")
  endif()
endfunction()
