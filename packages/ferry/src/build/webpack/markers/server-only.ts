/** Stands for the package `server-only`: importing it says that a module must stay on the server. */
export {}
