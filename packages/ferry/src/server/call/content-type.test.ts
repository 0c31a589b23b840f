import { expect, test } from 'vitest'
import { readBodyKind } from './content-type.ts'

test.each([
  ['text/plain', 'text'],
  ['text/plain;charset=UTF-8', 'text'],
  ['TEXT/PLAIN; charset="utf-8"', 'text'],
  ['text/plain; charset=utf-7', 'other'],
  ['text/plain; charset=utf-16', 'other'],
  ['text/html', 'other'],
  ['application/json', 'other'],
  ['multipart/form-data; boundary=----WebKitFormBoundary7MA4YWxkTrZu0gW', 'multipart'],
  ['Multipart/Form-Data; Boundary="a b"', 'multipart'],
  ['multipart/form-data; charset=utf-8; boundary=x', 'multipart'],
  ['multipart/form-data', 'bad-boundary'],
  ['multipart/form-data; boundary=', 'bad-boundary'],
  ['multipart/form-data; boundary=""', 'bad-boundary'],
  [`multipart/form-data; boundary=${'x'.repeat(71)}`, 'bad-boundary'],
  ['multipart/form-data; boundary=a\r\nb', 'bad-boundary'],
  ['multipart/form-data; boundary="a"b"', 'bad-boundary'],
  [`multipart/form-data; boundary=${'x'.repeat(1_000)}`, 'other'],
  ['multipart/mixed; boundary=x', 'other'],
  ['application/x-www-form-urlencoded', 'urlencoded'],
  ['application/x-www-form-urlencoded;charset=UTF-8', 'urlencoded'],
  ['text/plain, multipart/form-data; boundary=x', 'other'],
  ['', 'other'],
  [undefined, 'other'],
])('H-106: %j is %s', (contentType, kind) => {
  expect(readBodyKind(contentType).kind).toBe(kind)
})
