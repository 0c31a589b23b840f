/** Who may get the head of a page after the page has begun: browsers, and nobody who reads the first part of a document only. */

const BROWSER = /^Mozilla\/5\.0 \(/
/** Those that call themselves a browser and are none, or show what others link to. */
const READER =
  /bot\b|bot[/;)_-]|crawl|spider|slurp|preview|lighthouse|externalhit|facebook|whatsapp|embed|yandex|baidu|sogou|yeti|archive|validator|headless|monitor|google(?!\/)|\+https?:/i

/** What is not known for a browser is not taken for one. */
export function mayGetLateHead(userAgent: string | undefined): boolean {
  return userAgent !== undefined && BROWSER.test(userAgent) && !READER.test(userAgent)
}
