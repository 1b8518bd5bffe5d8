import { pointsText } from './points.ts'

/** A change of absence on a card: its size large, "points less" beside it small enough to stay within the card. */
export function PointsLarge({ change }: { readonly change: number }) {
  const [size, ...words] = pointsText(change).split(' ')
  if (words.length < 2) return pointsText(change)
  return (
    <>
      {size} <small>{words.join(' ')}</small>
    </>
  )
}
