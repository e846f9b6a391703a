// The public types that do not depend on the components. index.d.ts is made of the files of this
// folder and of the components' descriptions in C++ (../declarations.ts); nothing here may exist at
// run time.
export * from "./interact";
export * from "./links";
export * from "./lists";
export * from "./modules";
export * from "./runs";
export * from "./snapshots";
export * from "./views";
export * from "./waiting";
export * from "./data";
export * from "./figures";
export * from "./core";
