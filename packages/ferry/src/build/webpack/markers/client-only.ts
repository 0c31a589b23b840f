/** Stands for the package `client-only`: importing it says that a module must stay out of Server Components. */
export {}
