/** The viewport of pages that say nothing of it: written by the document, given way and brought back by the browser. */
export const USUAL_VIEWPORT = 'width=device-width, initial-scale=1'
