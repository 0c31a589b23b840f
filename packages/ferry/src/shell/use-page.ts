/** The page context, or the error that says where a hook of Ferry may be called. */
'use client'

import { useContext } from 'react'
import { outsidePage } from '../errors/catalogue.ts'
import { FerryError } from '../errors/ferry-error.ts'
import { PageContext, type PageContextValue } from './segment-context.ts'

export function usePage(caller: string): PageContextValue {
  const context = useContext(PageContext)
  if (context === null) throw new FerryError(outsidePage, `${caller} was rendered outside a page of Ferry.`)
  return context
}
