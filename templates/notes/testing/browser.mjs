/** A browser without JavaScript: it keeps cookies, follows redirects and posts forms. */
import assert from 'node:assert/strict'

export class Browser {
  cookies = new Map()
  /** Of the last answer. */
  status = 0
  path = ''
  html = ''
  headers = new Headers()

  constructor(url) {
    this.url = url
  }

  open(path) {
    return this.#go(path, {})
  }

  /**
   * Posts the form that has this button.
   *
   * @param label what is on the button, or its accessible name
   * @param fields what is written into it
   */
  submit(label, fields = {}) {
    return this.send(this.form(label), fields)
  }

  /** Posts a form, as it was when it was read. */
  send({ path, hidden }, fields = {}) {
    const body = new FormData()
    for (const [name, value] of [...hidden, ...Object.entries(fields)]) body.append(name, value)
    return this.#go(path, { method: 'POST', body })
  }

  /** Reads the form of the page that has this button. */
  form(label) {
    const forms = [...this.html.matchAll(/<form[^>]*>(.*?)<\/form>/gs)].map(([, inner]) => inner)
    const inner = forms.find((form) => form.includes(`aria-label="${label}"`) || form.includes(`>${label}</button>`))
    assert.ok(inner, `No form with the button “${label}” on ${this.path}`)
    const tags = [...inner.matchAll(/<input type="hidden"[^>]*>/g)].map(([tag]) => tag)
    return { path: this.path, hidden: tags.map((tag) => [attribute(tag, 'name'), attribute(tag, 'value')]) }
  }

  get heading() {
    return text(/<h1[^>]*>(.*?)<\/h1>/s.exec(this.html)?.[1] ?? '')
  }

  async #go(path, init) {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { cookie, ...(init.method === 'POST' && { origin: this.url }) }
    const answer = await fetch(this.url + path, { ...init, headers, redirect: 'manual' })
    for (const line of answer.headers.getSetCookie()) this.#keep(line)
    this.headers = answer.headers
    const location = answer.headers.get('location')
    if (location !== null && answer.status >= 300 && answer.status < 400) {
      const { pathname, search } = new URL(location, this.url + path)
      return this.#go(pathname + search, {})
    }
    this.status = answer.status
    this.path = path
    this.html = await answer.text()
    return this
  }

  #keep(line) {
    const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)
    if (/max-age=0|expires=thu, 01 jan 1970/i.test(line)) this.cookies.delete(name)
    else this.cookies.set(name, value)
  }
}

function attribute(tag, name) {
  return text(new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? '')
}

function text(html) {
  return html
    .replaceAll(/<!--.*?-->/g, '')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}
