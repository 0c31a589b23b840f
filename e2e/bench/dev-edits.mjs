/** From writing a file to its new text on screen, in real Chromium. */
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { EDITS } from './dev-apps.mjs'

const SHOWN = {
  client: (word) => document.querySelector('[data-client]')?.textContent.includes(word),
  server: (word) => document.querySelector('[data-server]')?.textContent.includes(word),
  function: (word) => document.querySelector('[data-function]')?.textContent.includes(word),
  css: (word) => {
    const styled = document.querySelector('[data-css]')
    return styled && getComputedStyle(styled).borderBottomWidth === `${word.replace(/\D+/, '')}px`
  },
}

/** @returns by kind of edit: ms of each round, and whether the page was loaded anew for one of them */
export async function measureEdits({ url, folder, rounds, only }) {
  const playwrights = chromium.executablePath()
  const browser = await chromium.launch({
    executablePath: existsSync(playwrights) ? playwrights : '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  })
  try {
    const page = await browser.newPage()
    await page.goto(url)
    await hydrated(page)
    const results = {}
    for (const [kind, { file, text }] of Object.entries(EDITS)) {
      if (only && !only.includes(kind)) continue
      const times = []
      let reloads = 0
      // The first edit of a kind warms up.
      for (let round = 0; round <= rounds; round++) {
        const word = `word${2 + round}`
        await page.evaluate(() => (globalThis.mark = true))
        const shown = page.evaluate(waitUntil, [String(SHOWN[kind]), word]).catch(() => null)
        const began = Date.now()
        writeFileSync(join(folder, file), text(1, word))
        // A reload ends the waiting: it begins again in the new document.
        const at = (await shown) ?? (await page.evaluate(waitUntil, [String(SHOWN[kind]), word]))
        if (round > 0) times.push(at - began)
        if (!(await page.evaluate(() => globalThis.mark === true))) reloads++
        await page.waitForTimeout(150)
      }
      results[kind] = { times, reloads }
    }
    return results
  } finally {
    await browser.close()
  }
}

async function hydrated(page) {
  const button = page.locator('[data-client]')
  for (let attempt = 0; attempt < 100; attempt++) {
    await button.click()
    if (!(await button.textContent()).endsWith(': 0')) return
    await page.waitForTimeout(50)
  }
  throw new Error('The page does not react to clicks.')
}

/** In the page: looks at every frame, and says when. Clocks of one machine agree. */
function waitUntil([source, word]) {
  const isShown = new Function(`return ${source}`)()
  return new Promise((resolve, reject) => {
    const end = Date.now() + 20_000
    const look = () => {
      if (isShown(word)) resolve(Date.now())
      else if (Date.now() > end) reject(new Error(`${word} does not appear`))
      else setTimeout(look, 1)
    }
    look()
  })
}
