/** Forms with server functions, with and without JavaScript (A3; React's ReactFlightDOMForm tests 1 to 6). */
import { noReload } from '../helpers/page.ts'
import { expect, test } from '../helpers/test.ts'

const everywhere = { tag: ['@dev', '@nojs'] }

const passing: readonly (readonly [string, string, string])[] = [
  ['Form 1: an inline function of a Server Component', 'inline', 'inline: bar'],
  ['A-113: an inline function with captured values', 'closure', 'closure: sealed 1970-01-01T00:00:00.000Z bar'],
  ['Form 2: a function imported by a client component', 'imported', 'save: bar'],
  ['Form 3: bound on the server', 'bound', 'bound: {"complex":"object"} bar'],
  ['Form 5: imported and bound in a client component', 'imported-bound', 'bound: ["in","the","client"] bar'],
  ['a function received as a prop', 'passed', 'save: bar'],
  ['Form 6: received and bound in a client component', 'passed-bound', 'bound: 7 bar'],
]
for (const [name, form, expected] of passing) {
  test(`${name} (A-301, A-307)`, everywhere, async ({ page, open, recorded }) => {
    await open('/forms/passing')
    await page.getByTestId(form).getByRole('button').click()
    await expect(page.getByTestId('recorded')).toHaveText(expected)
    expect(await recorded()).toEqual([expected])
  })
}

test('with JavaScript a form neither reloads nor leaves the page', { tag: '@dev' }, async ({ page, open }) => {
  await open('/forms/passing?tab=1')
  const sameDocument = await noReload(page)
  await page.getByTestId('inline').getByRole('button').click()
  await expect(page.getByTestId('recorded')).toHaveText('inline: bar')
  await expect(page).toHaveURL('/forms/passing?tab=1')
  await sameDocument()
})

test('A-306 without JavaScript the form posts to the URL of the page, query and all; A-313 once, with status 200', {
  tag: '@only-nojs',
}, async ({ page, open, recorded }) => {
  await open('/forms/passing?tab=1&tab=2')
  const answered = page.waitForResponse((response) => response.request().method() === 'POST')
  await page.getByTestId('inline').getByRole('button').click()
  const answer = await answered
  expect(answer.status()).toBe(200)
  expect(answer.request().headers()['content-type']).toContain('multipart/form-data')
  await expect(page).toHaveURL('/forms/passing?tab=1&tab=2')
  expect(await recorded()).toEqual(['inline: bar'])
})

for (const [button, expected] of [
  ["The form's", 'form: foo=bar'],
  ['First', 'first: foo=bar'],
  ['Second', 'second: foo=bar'],
  ['Third', 'third: foo=bar'],
] as const) {
  test(`Form 4: four bindings, and "${button}" sends its own`, everywhere, async ({ page, open, recorded }) => {
    await open('/forms/bindings')
    await page.getByRole('button', { name: button }).click()
    await expect(page.getByTestId('recorded')).toHaveText(expected)
    expect(await recorded()).toEqual([expected])
  })
}

test(
  'A-314, A-308 fields of every kind arrive alike, and no $ACTION_ field with them',
  everywhere,
  async ({ page, open, recorded }) => {
    await open('/forms/fields')
    await page.getByLabel('Files', { exact: true }).setInputFiles([
      { name: 'é漢.txt', mimeType: 'text/plain', buffer: Buffer.from('first') },
      { name: 'b.bin', mimeType: 'application/octet-stream', buffer: Buffer.from('second') },
    ])
    await page.getByRole('button', { name: 'Send' }).click()
    await expect(page.getByTestId('recorded')).toContainText('fields')
    const lines = await recorded('fields')
    expect(lines).toHaveLength(1)
    expect(JSON.parse(lines[0]?.replace('fields: ', '') ?? '')).toEqual([
      ['hidden', '  two  spaces '],
      ['checked', 'yes'],
      ['several', 'a'],
      ['several', 'c'],
      ['text', 'line 1\r\nline 2'],
      ['näme 漢', 'välue " 漢 <b>&amp;😀'],
      ['empty', ''],
      ['none', { name: '', size: 0, text: '' }],
      ['files', { name: 'é漢.txt', size: 5, text: 'first' }],
      ['files', { name: 'b.bin', size: 6, text: 'second' }],
      ['pressed', 'this'],
    ])
  },
)

const buttons: readonly (readonly [string, RegExp])[] = [
  ['Plain', /^form: foo=bar&plain=1$/],
  // React needs the name of a button whose formAction is a function.
  ['Own action', /^button: foo=bar$/],
  ['Outside, plain', /^form: foo=bar&outside=3$/],
  // after the form's hidden fields in document order, it wins.
  ['Outside, own action', /^outside: foo=bar$/],
  ['formAction undefined', /^own: none=1$/],
]
for (const [button, expected] of buttons) {
  test(`A-302, A-303, A-309 the button "${button}"`, everywhere, async ({ page, open, recorded }) => {
    await open('/forms/buttons')
    await page.getByRole('button', { name: button, exact: true }).click()
    await expect(page.getByTestId('recorded')).toHaveText(expected)
    expect(await recorded()).toHaveLength(1)
  })
}

test('A-302 an image that submits', everywhere, async ({ page, open }) => {
  await open('/forms/buttons')
  await page.getByRole('button', { name: 'Image' }).click()
  await expect(page.getByTestId('recorded')).toHaveText(/^image: foo=bar(&x=\d+&y=\d+)?$/)
})

test('A-302 a string formAction wins over the function of the form', everywhere, async ({ page, open, recorded }) => {
  await open('/forms/buttons')
  await page.getByRole('button', { name: 'To a URL' }).click()
  await expect(page.getByRole('heading')).toHaveText('Elsewhere: string')
  expect(await recorded()).toEqual([])
})

for (const form of ['server', 'client']) {
  test(
    `A-310, H-701 awkward bound values survive, bound in the ${form}`,
    everywhere,
    async ({ page, open, recorded }) => {
      await open('/forms/special')
      await page.getByTestId(form).getByRole('button').click()
      await expect(page.getByTestId('recorded').getByRole('listitem')).toHaveCount(1)
      expect(await recorded()).toEqual(['  "q" \'s\' <b> &amp; </script><!-- \u2028 \r\n é漢😀 '])
    },
  )
}

test('A-311 a bound Blob: the page renders and the form works with JavaScript', async ({ page, open, recorded }) => {
  await open('/forms/binary')
  await page.getByRole('button', { name: 'Send' }).click()
  await expect(page.getByTestId('recorded')).toHaveText('blob: of the server bar')
  expect(await recorded()).toHaveLength(1)
})

test('A-311, A-312 without JavaScript such a form, and one with a client function, is there and does nothing', {
  tag: '@only-nojs',
}, async ({ page, open, recorded, problems }) => {
  // React's stand-in for a client function is a javascript: URL, which the policy refuses to run.
  problems.allow(/Running the JavaScript URL violates/)
  for (const path of ['/forms/binary', '/forms/client-function']) {
    await open(path)
    await page.getByRole('button', { name: 'Send' }).click()
    await expect(page.getByTestId('recorded')).toHaveText('')
  }
  expect(await recorded()).toEqual([])
})

test('A-312 a client function as action calls the server', { tag: '@dev' }, async ({ page, open }) => {
  await open('/forms/client-function')
  await page.getByTestId('client').getByRole('button').click()
  await expect(page.getByTestId('recorded')).toHaveText('save: bar')
  await expect(page.getByTestId('count')).toHaveText('1')
  await page.getByRole('button', { name: 'Own action' }).click()
  await page.getByRole('button', { name: 'Own input' }).click()
  await expect(page.getByTestId('recorded').getByRole('listitem')).toHaveText([
    'save: bar',
    'button: foo=bar',
    'input: foo=bar',
  ])
})
