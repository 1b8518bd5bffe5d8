const QUIET_MS = 1500

/**
 * Settles when the first page has had the network to itself for a moment, or as soon as the person touches anything.
 * For what the first page does not need in order to be seen and used.
 */
export function soon(): Promise<void> {
  return new Promise((resolve) => {
    const begin = () => setTimeout(resolve, QUIET_MS)
    if (document.readyState === 'complete') begin()
    else window.addEventListener('load', begin, { once: true })
    for (const touch of ['pointermove', 'pointerdown', 'keydown'])
      window.addEventListener(touch, () => resolve(), { once: true, passive: true })
  })
}
