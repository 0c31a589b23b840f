/** The `unit` project sees ordinary React, with the Flight client. */
import { createElement, useState, version } from 'react'
import { renderToPipeableStream } from 'react-dom/server'
import { createServerReference, encodeReply } from 'react-server-dom-webpack/client'
import { expect, test } from 'vitest'

test('ordinary React has state and renders documents', () => {
  expect(version).toBe('19.3.1')
  expect(typeof useState).toBe('function')
  expect(typeof renderToPipeableStream(createElement('p')).pipe).toBe('function')
})

test('the Flight client makes references and encodes arguments', async () => {
  expect(createServerReference('a'.repeat(40))).toBeTypeOf('function')
  expect(await encodeReply([1])).toBe('[1]')
})
