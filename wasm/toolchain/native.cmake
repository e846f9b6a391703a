# The toolchain file of native builds: the clang that set-up found, with libc++.
include("${CMAKE_CURRENT_LIST_DIR}/../../build/toolchain/environment.cmake" OPTIONAL)
if(NOT CORACLE_NATIVE_CXX)
  set(CORACLE_NATIVE_CXX clang++)
  set(CORACLE_NATIVE_CC clang)
endif()
set(CMAKE_CXX_COMPILER "${CORACLE_NATIVE_CXX}")
set(CMAKE_C_COMPILER "${CORACLE_NATIVE_CC}")
set(CMAKE_CXX_FLAGS_INIT "-stdlib=libc++")
