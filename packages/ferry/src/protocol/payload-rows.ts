/** How React writes the rows of a payload. */

/** First characters of rows that have a length instead of an end: text and binary data. */
export const WITH_LENGTH = 'TAOobUSsLlGgMmV'
