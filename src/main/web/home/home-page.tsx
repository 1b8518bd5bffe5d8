import { Suspense } from 'react'
import { MorningCounts } from '../../../absence/web/index.ts'
import { DueToday } from '../../../duties/web/index.ts'
import type { Day } from '../../../kernel/day.ts'
import { SchoolCompared, SideBySideLink } from '../../../measures/web/index.ts'
import { PageLink } from '../../../ui/address/page-link.tsx'
import { dayText, longDayText, useNow } from '../../../ui/clock.tsx'
import { PageHeader } from '../../../ui/components/page-header.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { useMay, useMe, useMySchool, useReach } from '../../../ui/me.tsx'
import { Closures } from './closures.tsx'
import { Compared } from './compared.tsx'
import { MyRegisters } from './my-registers.tsx'
import { OfficeToday } from './office-today.tsx'
import { SettingUp } from './setting-up.tsx'
import { Ways } from './ways.tsx'

/** The first page of everybody's day: what is theirs to do now, then how the school stands. */
export function Page() {
  const now = useNow(60)
  const may = useMay()
  const takes = useReach('register.take')
  const { person } = useMe()
  const school = useMySchool()
  const oversees = may('register.monitor')
  // The page's clock is the school's; a day of it is always a day of the calendar.
  const today = dayText(now) as Day
  return (
    <>
      <PageHeader title={`${greeting(now)}, ${firstName(person?.name)}`} lead={longDayText(now)} />
      {may('school.administer') && <SettingUp today={today} />}
      {takes !== undefined && <MyRegisters alone={!oversees} today={today} />}
      {may('absence.follow') && (
        <Suspense>
          <MorningCounts />
        </Suspense>
      )}
      {may('duties.act') && (
        <Suspense>
          <DueToday />
        </Suspense>
      )}
      {oversees && <OfficeToday />}
      {oversees && may('register.close') && <Compared today={today} />}
      {may('measures.view') && (
        <Suspense>
          <SchoolCompared />
        </Suspense>
      )}
      {may('register.plan') && <Closures today={today} />}
      {takes === undefined && !oversees && <Plain school={school?.name ?? 'the school'} />}
      <Ways />
    </>
  )
}

const HOUR = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', hourCycle: 'h23', timeZone: 'Europe/London' })

function greeting(now: Date): string {
  const hour = Number(HOUR.format(now))
  return hour < 12 ? 'Good morning' : hour < 17 ? 'Good afternoon' : 'Good evening'
}

/** The name people are greeted by; titles are left out. */
function firstName(name = ''): string {
  return name.split(' ').find((word) => !/^(Mr|Mrs|Ms|Miss|Mx|Dr|Rev)\.?$/.test(word)) ?? 'welcome'
}

/** For governors, trustees and the authority: what is open to them, what is not and why, and who has the figures. */
function Plain({ school }: { readonly school: string }) {
  return (
    <Section title="What you see here" card>
      <p style={{ margin: 0 }}>
        Your position at {school} is about the school as a whole. Open to you are its{' '}
        <PageLink there={{ to: '/calendar' }}>calendar</PageLink>, the{' '}
        <PageLink there={{ to: '/day-clocks' }}>times of its day</PageLink> with what guidance asks of them, its{' '}
        <PageLink there={{ to: '/groups' }}>registration groups</PageLink> with how many pupils each has, its{' '}
        <PageLink there={{ to: '/school' }}>particulars</PageLink>, and{' '}
        <PageLink there={{ to: '/access' }}>who may do what</PageLink> in Firstbell.
      </p>
      <p style={{ margin: '0.75rem 0 0' }}>
        The figures of the school are in <PageLink there={{ to: '/term' }}>the term in one page</PageLink>: attendance,
        absence, year groups and groups of pupils, beside the country. No register and no single pupil is shown to you;
        what would tell of a few pupils is hidden.
      </p>
      <Suspense>
        <SideBySideLink />
      </Suspense>
    </Section>
  )
}
