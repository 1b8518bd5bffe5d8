import { Button } from '@mantine/core'
import { useState } from 'react'
import styles from './letters.module.css'

/** So many children at first, and so many more each time: what is sent is what can be seen. */
const A_PART = 20

/** The first rows of a list, and how to come to the others. `of`: what the list is of; another begins at its top. */
export function useShownPart<Row>(
  all: readonly Row[],
  of: string,
): { readonly rows: readonly Row[]; readonly left: number; readonly more: () => void } {
  const [shown, setShown] = useState({ of, most: A_PART })
  const most = shown.of === of ? shown.most : A_PART
  return {
    rows: all.slice(0, most),
    left: Math.max(0, all.length - most),
    more: () => setShown({ of, most: most + A_PART }),
  }
}

export function ShowMore({ left, onMore }: { readonly left: number; readonly onMore: () => void }) {
  if (left === 0) return null
  return (
    <div className={styles.acts}>
      <Button variant="default" onClick={onMore}>
        Show more ({left} not shown)
      </Button>
    </div>
  )
}
