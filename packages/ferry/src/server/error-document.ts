/** The page that stands for everything when nothing of the app can: static, and it says no more than it may. */
import type { Answer } from '../protocol/incoming.ts'
import type { RuntimeSettings } from '../protocol/manifest.ts'
import { createNonce, documentHeaders } from './answer-headers.ts'

export interface ErrorPage {
  readonly status: number
  /** Safe to show. */
  readonly message?: string | undefined
  readonly digest?: string | undefined
  /** Development only. */
  readonly detail?: string | undefined
}

const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad request',
  401: 'Not signed in',
  403: 'Forbidden',
  404: 'Not found',
  405: 'Method not allowed',
  413: 'Too large',
  429: 'Too many requests',
  503: 'Not available now',
}

export function errorDocument({ status, message, digest, detail }: ErrorPage, csp: RuntimeSettings['csp']): Answer {
  const title = TITLES[status] ?? 'Something went wrong'
  const body = [
    '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">',
    `<title>${status}: ${escapeHtml(title)}</title></head>`,
    '<body style="font-family:system-ui,sans-serif;max-width:60ch;margin:20vh auto;padding:0 1rem">',
    `<h1 style="font-size:1.25rem">${status} | ${escapeHtml(title)}</h1>`,
    message === undefined ? '' : `<p>${escapeHtml(message)}</p>`,
    digest === undefined ? '' : `<p>Digest: <code>${escapeHtml(digest)}</code></p>`,
    detail === undefined ? '' : `<pre style="white-space:pre-wrap">${escapeHtml(detail)}</pre>`,
    '</body></html>',
  ].join('')
  return { status, headers: documentHeaders(csp, createNonce(csp)), body }
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] as string)
}
