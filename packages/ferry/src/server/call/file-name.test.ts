import { expect, test } from 'vitest'
import { cleanFileName } from './file-name.ts'

test.each([
  ['photo.jpg', 'photo.jpg'],
  ['é漢.txt', 'é漢.txt'],
  ['../../etc/passwd', 'passwd'],
  ['..\\..\\windows\\win.ini', 'win.ini'],
  ['/etc/passwd', 'passwd'],
  ['folder/', ''],
  ['..', ''],
  ['.', ''],
  ['.htaccess', '.htaccess'],
  ['a\u0000b.txt', 'ab.txt'],
  ['a\r\nSet-Cookie: x.txt', 'aSet-Cookie: x.txt'],
  ['invoice\u202egpj.exe', 'invoicegpj.exe'],
  ['', ''],
])('H-208: %j is kept as %j', (name, expected) => {
  expect(cleanFileName(name)).toBe(expected)
})

test('H-208: a name of any length is cut to 255 bytes, between characters and in front of its extension', () => {
  expect(cleanFileName(`${'a'.repeat(10_000)}.pdf`)).toBe(`${'a'.repeat(251)}.pdf`)
  expect(cleanFileName('a'.repeat(10_000))).toBe('a'.repeat(255))
  const wide = cleanFileName(`${'漢'.repeat(200)}.pdf`)
  expect(Buffer.byteLength(wide)).toBeLessThanOrEqual(255)
  expect(wide).toMatch(/^漢+\.pdf$/)
  expect(cleanFileName(`a.${'b'.repeat(300)}`)).toHaveLength(255)
})
