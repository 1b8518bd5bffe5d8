import { Button, Group, Loader, Skeleton, Stack, Text, Title } from '@mantine/core'
import { Link, useRouter } from '@tanstack/react-router'
import { type PlaceKind, useMe, useMyPlace } from '../me.tsx'
import { usePageTitle } from '../page-title.tsx'
import { ProblemError, plainMessage } from '../problem.ts'

/** A page that is on its way. It waits a moment before it shows, so that a quick page does not flash. */
export function PageLoading() {
  return (
    <Stack gap="lg" role="status" aria-label="Loading the page" className="appears-late">
      <Skeleton height={32} width="40%" />
      <Skeleton height={16} width="65%" />
      <Skeleton height={220} />
    </Stack>
  )
}

export function SmallLoading({ label = 'Loading' }: { readonly label?: string }) {
  return (
    <Group gap="xs" role="status" className="appears-late">
      <Loader size="xs" />
      <Text c="dimmed">{label}…</Text>
    </Group>
  )
}

function Message({ title, children }: { readonly title: string; readonly children: React.ReactNode }) {
  usePageTitle(title)
  return (
    <Stack gap="sm" maw="var(--fb-measure)">
      <Title order={1} tabIndex={-1}>
        {title}
      </Title>
      {children}
    </Stack>
  )
}

export function PageNotFound() {
  return (
    <Message title="There is no page here">
      <Text>The address may have been typed wrongly, or what it showed has moved.</Text>
      <Text>
        <Link to="/">Go to your first page</Link>
      </Text>
    </Message>
  )
}

const WHO_CHANGES_IT: Readonly<Record<PlaceKind, string>> = {
  school: 'ask the head, or whoever looks after Firstbell at the school, for a position that does.',
  trust: 'ask whoever looks after Firstbell for the trust for a position that does.',
  authority: 'ask whoever looks after Firstbell for the authority for a position that does.',
}

/** Shown instead of a page whose right the caller does not hold. It says why, and who can help: never the reader themselves. */
export function PageNotAllowed() {
  const place = useMyPlace()
  const { signedIn } = useMe()
  return (
    <Message title="You cannot see this page">
      {place === undefined ? (
        <Text>
          {signedIn
            ? 'It is not a page of a school, trust or authority where you have a position.'
            : 'You are not signed in.'}
        </Text>
      ) : place.may['people.administer'] !== undefined ? (
        <Text>
          Your position at {place.name}, {place.position}, does not include it, though you look after Firstbell there:
          nobody gives themselves a position. If you need it for your work, ask the head to give you one that does,
          under People.
        </Text>
      ) : (
        <Text>
          Your position at {place.name}, {place.position}, does not include it. If you need it for your work,{' '}
          {WHO_CHANGES_IT[place.kind]}
        </Text>
      )}
      <Text>
        <Link to="/">Go to your first page</Link>
      </Text>
    </Message>
  )
}

/** What an error boundary shows: a sentence, a way on, and a number to quote. */
export function PageBroken({ error, reset }: { readonly error: unknown; readonly reset?: () => void }) {
  const router = useRouter()
  const again = () => {
    reset?.()
    void router.invalidate()
  }
  return (
    <Message title="This page could not be shown">
      <Text>{plainMessage(error)}</Text>
      <Group>
        <Button onClick={again}>Try again</Button>
        <Button variant="default" onClick={() => window.location.reload()}>
          Reload the page
        </Button>
      </Group>
      {error instanceof ProblemError && error.problem.requestId && (
        <Text size="sm" c="dimmed">
          If you report this, quote {error.problem.requestId}.
        </Text>
      )}
    </Message>
  )
}

/** The last resort, for when what the other messages are made of has itself failed: plain elements only. */
export function AppBroken() {
  return (
    <main style={{ padding: '2rem', maxWidth: 'var(--fb-measure)' }}>
      <h1>Firstbell could not be shown</h1>
      <p>Reload the page. Nothing that was saved is lost. If it goes on, tell your Firstbell administrator.</p>
      <button type="button" onClick={() => window.location.reload()}>
        Reload the page
      </button>
    </main>
  )
}
