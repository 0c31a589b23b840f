/** Pages of which a boundary has caught something: what they are made of is not to be shown again. */
'use client'

import type { PagePayload } from '../protocol/payload.ts'

export const brokenPages = new WeakSet<PagePayload>()
