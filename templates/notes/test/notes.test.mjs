/** Everything a person does with the notes, as a browser without JavaScript does it. `npm test` builds the app first. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { databases, startApp } from '../testing/app.mjs'
import { Browser } from '../testing/browser.mjs'

for (const database of databases) {
  describe(`on ${database}`, () => {
    let app
    let browser
    before(async () => {
      app = await startApp(database)
      browser = new Browser(app.url)
    })
    after(() => app.stop())

    const titles = () => [...browser.html.matchAll(/<h2[^>]*><a[^>]*>(.*?)<\/a>/g)].map(([, title]) => title)
    const create = async (fields) => (await browser.open('/notes/new')).submit('Create', fields)

    test('the list has the first notes, pinned ones on top', async () => {
      await browser.open('/')
      assert.equal(titles().length, 5)
      assert.equal(titles()[0], 'Welcome aboard')
    })

    test('the search finds notes that have every word, in any order and in any case', async () => {
      await browser.open('/?q=LIGHTHOUSE+fish')
      assert.deepEqual(titles(), ['Ideas for the harbour walk'])
      for (const nothing of ['lighthouse+bread', '%25', '_', '%5C', "'+or+1=1--"]) {
        await browser.open(`/?q=${nothing}`)
        assert.deepEqual([browser.status, titles()], [200, []], nothing)
      }
    })

    test('a note is created, changed, deleted, and brought back', async () => {
      await create({ title: ' A <b> & c ', body: 'one\r\ntwo' })
      assert.match(browser.path, /^\/notes\/\d+$/)
      assert.equal(browser.heading, 'A <b> & c')
      const { path } = browser

      await browser.open(`${path}/edit`)
      await browser.submit('Save', { title: 'Other', body: 'three' })
      assert.deepEqual([browser.path, browser.heading], [path, 'Other'])

      await browser.submit('Delete')
      assert.equal(browser.path, '/')
      assert.ok(!titles().includes('Other'))
      assert.match(browser.html, /The note was deleted\./)
      assert.equal((await new Browser(app.url).open(path)).status, 404)

      await browser.submit('Undo')
      assert.deepEqual([browser.path, browser.heading], [path, 'Other'])
      assert.doesNotMatch(browser.html, /The note was deleted\./)
    })

    test('what is refused stays in the form, with the reasons', async () => {
      const image = new File(['no picture'], 'a.png', { type: 'image/png' })
      await create({ title: ' ', body: 'not to be lost', image })
      assert.match(browser.html, /Give the note a title\./)
      assert.match(browser.html, /Choose a PNG, JPEG, GIF or WebP picture\./)
      assert.match(browser.html, /<textarea[^>]*>not to be lost<\/textarea>/)
      await create({ title: 'x'.repeat(121), body: '' })
      assert.match(browser.html, /Keep the title under 120 characters\./)
    })

    test('a picture comes back byte by byte, survives an edit, and goes when it is removed', async () => {
      const bytes = Buffer.concat([
        Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
        Buffer.from(Array.from({ length: 256 }, (_, index) => index)),
      ])
      await create({ title: 'Picture', image: new File([bytes], 'a.png', { type: 'text/html' }) })
      const { path } = browser
      const picture = () => fetch(`${app.url}${path}/image`)
      const answer = await picture()
      assert.equal(answer.headers.get('content-type'), 'image/png')
      assert.deepEqual(Buffer.from(await answer.arrayBuffer()), bytes)

      await (await browser.open(`${path}/edit`)).submit('Save', { title: 'Still there' })
      assert.equal((await picture()).status, 200)
      await (await browser.open(`${path}/edit`)).submit('Save', { title: 'Gone', 'remove-image': 'on' })
      assert.equal((await picture()).status, 404)
    })

    test('a picture may have 2 MB, and no more', async () => {
      const large = (size) => new File([Buffer.from('GIF89a'), Buffer.alloc(size - 6)], 'a.gif')
      await create({ title: 'Large', image: large(2 * 1024 * 1024) })
      assert.match(browser.path, /^\/notes\/\d+$/)
      await create({ title: 'Too large', image: large(2 * 1024 * 1024 + 1) })
      assert.match(browser.html, /Choose a picture under 2 MB\./)
      await create({ title: 'Far too large', image: large(4 * 1024 * 1024) })
      assert.equal(browser.status, 413)
    })

    test('a pinned note is on top', async () => {
      await create({ title: 'Pinned later' })
      await browser.submit('Pin Pinned later')
      assert.match(browser.html, /aria-pressed="true"/)
      await browser.open('/')
      assert.ok(titles().slice(0, 2).includes('Pinned later'))
    })

    test('the theme is kept in a cookie', async () => {
      await browser.open('/')
      browser.cookies.set('theme', 'dark')
      assert.match((await browser.open('/')).html, /<html[^>]*data-theme="dark"/)
      browser.cookies.set('theme', '"><script>')
      assert.doesNotMatch((await browser.open('/')).html, /<html[^>]*data-theme/)
    })

    test('what is not there is a 404', async () => {
      for (const path of [
        '/notes/999999',
        '/notes/99999999999999',
        '/notes/0',
        '/notes/x',
        '/notes/1%20or%201',
        '/nowhere',
      ]) {
        assert.equal((await browser.open(path)).status, 404, path)
      }
    })
  })
}
