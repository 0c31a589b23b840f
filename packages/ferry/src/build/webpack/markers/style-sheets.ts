/** Stands for the style sheets of one route file, which its query names. The build puts their imports in its place. */
export {}
