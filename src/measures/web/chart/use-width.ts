import { type RefObject, useLayoutEffect, useRef, useState } from 'react'

/** About a page of A4: what a picture is drawn at where its place has no width yet, as in a part that is folded away. */
const BEFORE_MEASURED = 640

/**
 * The width of an element in whole CSS pixels, known before the first paint and followed from then on. An observer alone answers only after
 * that paint: a page on a busy machine, or on its way to paper, would show empty frames.
 */
export function useWidth<E extends HTMLElement>(): { readonly ref: RefObject<E | null>; readonly width: number } {
  const ref = useRef<E>(null)
  const [width, setWidth] = useState(BEFORE_MEASURED)
  useLayoutEffect(() => {
    const element = ref.current
    if (element === null) return
    const measure = () => {
      const wide = Math.floor(element.clientWidth)
      if (wide > 0) setWidth(wide)
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return { ref, width }
}
