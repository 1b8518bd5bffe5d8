import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useMe } from '../../../ui/me.tsx'

/** For trustees, the trust and the authority: the way to all schools of each of theirs. Nothing for anybody else. */
export function SideBySideLink() {
  const { trusts, authorities = [] } = useMe()
  const theirs = [
    ...trusts.map((place) => ({ ...place, under: 'trusts' })),
    ...authorities.map((place) => ({ ...place, under: 'authorities' })),
  ].filter(({ may }) => may['measures.view-totals'] !== undefined)
  if (theirs.length === 0) return null
  return (
    <p className="no-print">
      {theirs.map(({ id, name, under }) => (
        <Anchor key={id} renderRoot={(props) => <Link {...props} to={`/${under}/${id}/schools-side-by-side`} />}>
          The schools of {name} side by side
        </Anchor>
      ))}
    </p>
  )
}
