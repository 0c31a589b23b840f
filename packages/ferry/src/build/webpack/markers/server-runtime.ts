/** Stands for the exports of the prebuilt server runtime: the server's entry, and what an app is joined with. */
export {}
