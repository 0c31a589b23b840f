/** A GET form that changes the page without a new document; with a function as action, React's own form. */
'use client'

import type { ComponentProps, ReactNode, SubmitEvent } from 'react'
import type { Route } from '../protocol/href.ts'
import { isOwnPage, withBase } from './href.ts'
import { usePage } from './use-page.ts'

export interface FormProps<Href extends string = string>
  extends Omit<ComponentProps<'form'>, 'action' | 'method' | 'encType' | 'target'> {
  /** A path (without basePath), to which the fields are added as query, or a function. */
  action: Route<Href> | ((formData: FormData) => void | Promise<void>)
  /** Replaces the current history entry. */
  replace?: boolean
  /** `false` leaves the window where it is. */
  scroll?: boolean
}

export function Form<Href extends string>({ action, replace, scroll, onSubmit, ...form }: FormProps<Href>): ReactNode {
  const { router, basePath } = usePage('<Form>')
  if (typeof action === 'function') return <form {...form} action={action} onSubmit={onSubmit} />

  function submit(event: SubmitEvent<HTMLFormElement>): void {
    onSubmit?.(event)
    if (event.defaultPrevented) return
    const url = targetOf(event.currentTarget, (event.nativeEvent as globalThis.SubmitEvent).submitter)
    if (url === null || !isOwnPage(url, location.origin, basePath)) return
    event.preventDefault()
    router[replace ? 'replace' : 'push'](url.href, { scroll })
  }
  return <form {...form} action={withBase(action, basePath)} onSubmit={submit} />
}

/** Where the browser would go; null when the pressed button asks for something else than a GET in this window. */
function targetOf(form: HTMLFormElement, submitter: HTMLElement | null): URL | null {
  const own = (name: string) => submitter?.getAttribute(name) ?? null
  if (!/^(get)?$/i.test(own('formmethod') ?? '') || (own('formtarget') ?? '_self') !== '_self') return null
  const action = own('formaction') ?? form.getAttribute('action') ?? ''
  const url = new URL(action || location.href, document.baseURI)
  const fields = [...new FormData(form, submitter)].map(([name, value]) => [
    name,
    typeof value === 'string' ? value : value.name,
  ])
  url.search = new URLSearchParams(fields).toString()
  url.hash = ''
  return url
}
