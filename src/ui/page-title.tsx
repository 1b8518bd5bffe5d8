import { useRouterState } from '@tanstack/react-router'
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from 'react'

interface Titles {
  readonly name: (title: string) => void
}

const TitleContext = createContext<Titles>({ name: () => undefined })

/**
 * Tells browsers and screen readers where the person has come to. When the path changes, focus goes to the new page's
 * heading, unless the page itself has put it somewhere more useful (a register's first blank cell): then the title is
 * said aloud instead, because nobody would hear the heading.
 */
export function PageTitles({ suffix, children }: { readonly suffix: string; readonly children: ReactNode }) {
  const [title, setTitle] = useState('')
  const [said, setSaid] = useState('')
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname })
  const lastPath = useRef<string | undefined>(undefined)
  useEffect(() => {
    document.title = title === '' ? suffix : `${title} · ${suffix}`
  }, [title, suffix])
  useEffect(() => {
    if (path === undefined || title === '') return
    const first = lastPath.current === undefined
    if (lastPath.current === path) return
    lastPath.current = path
    if (first) return
    const main = document.querySelector('main')
    if (main?.contains(document.activeElement) && document.activeElement !== main) setSaid(title)
    else (main?.querySelector<HTMLElement>('h1') ?? main)?.focus({ preventScroll: true })
  }, [path, title])
  const titles = useMemo(() => ({ name: setTitle }), [])
  return (
    <TitleContext value={titles}>
      {children}
      <output className="visually-hidden" aria-live="polite">
        {said}
      </output>
    </TitleContext>
  )
}

/** Names the page in the browser's tab. PageHeader calls it; a page without one calls it itself. */
export function usePageTitle(title: string): void {
  const { name } = useContext(TitleContext)
  useEffect(() => name(title), [name, title])
}
