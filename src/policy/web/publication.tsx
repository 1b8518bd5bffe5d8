import { Button } from '@mantine/core'
import { useState } from 'react'
import { useSchoolId } from '../../ui/address/use-address.ts'
import { Answered } from '../../ui/components/answered.tsx'
import { ConfirmWithReason } from '../../ui/components/confirm-with-reason.tsx'
import { Section } from '../../ui/components/section.tsx'
import { useMay } from '../../ui/me.tsx'
import { useAct, useOperation } from '../../ui/use-operation.ts'
import { getPublication, publishPolicy } from '../contract.ts'
import styles from './policy.module.css'
import { momentInWords } from './words.ts'

/** Where everybody reads the policy without signing in, once the head lets them. */
export function PublicationSection() {
  const schoolId = useSchoolId()
  const asked = useOperation(getPublication, { params: { schoolId } })
  const mayChange = useMay()('policy.change')
  return (
    <Section title="On the web">
      <Answered question={asked}>
        {({ address, published, last }) => (
          <>
            {published && address !== null ? (
              <p className={styles.lead}>
                Everybody may read it at{' '}
                <a href={address} target="_blank" rel="noreferrer">
                  {window.location.origin}
                  {address}
                </a>
                , as a page and as a PDF. It always shows the version in force, and it names nobody.
              </p>
            ) : (
              <p className={styles.lead}>
                Not published: only people who sign in here can read it. Published, it has an address of its own that
                needs no sign-in, for your website and your letters.
              </p>
            )}
            {last !== null && (
              <p className={styles.source}>
                {published ? 'Published' : 'Taken off the web'} by {last.name}, {last.position},{' '}
                {momentInWords(last.at)}: {last.reason}
              </p>
            )}
            {mayChange && <Switch published={published} />}
          </>
        )}
      </Answered>
    </Section>
  )
}

function Switch({ published }: { readonly published: boolean }) {
  const schoolId = useSchoolId()
  const [asking, setAsking] = useState(false)
  const act = useAct(publishPolicy, { refreshes: [getPublication], onDone: () => setAsking(false) })
  const deed = published ? 'Take it off the web' : 'Publish on the web'
  return (
    <div className="no-print">
      <Button mt="sm" variant="default" onClick={() => setAsking(true)}>
        {deed} …
      </Button>
      <ConfirmWithReason
        opened={asking}
        onClose={() => setAsking(false)}
        title={deed}
        confirmLabel={deed}
        suggestions={published ? ['It is being rewritten'] : ['The law asks us to publish it']}
        pending={act.isPending}
        error={act.error}
        onConfirm={(reason) => act.mutate({ params: { schoolId }, body: { publish: !published, reason } })}
      >
        <p>
          {published
            ? 'The address will say that no policy is published there. It stays yours.'
            : 'Whoever has the address reads the text of the version in force, without signing in.'}
        </p>
      </ConfirmWithReason>
    </div>
  )
}
