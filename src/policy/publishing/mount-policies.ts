import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Day, longDay } from '../../kernel/day.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database/database.ts'
import { publicText } from '../contract.ts'
import { inForce } from '../policy-of.ts'
import { policyPaper } from '../print-policy.ts'
import { asPage, notFoundPage } from '../rules/as-page.ts'
import { publicPath } from '../rules/public-address.ts'
import { type VersionText, versionOn } from '../store.ts'
import { schoolPublishing } from './store.ts'

export interface PublicParts {
  readonly database: Database
  readonly clock: Clock
}

const A_SLUG = /^[a-z0-9-]{1,80}$/
/** A change is seen within five minutes; meanwhile caches between us and the families may answer. */
const KEPT = 'public, max-age=300'
const MOST_PAPERS = 40

interface Published {
  readonly slug: string
  readonly version: VersionText
}

/**
 * Where everybody reads a school's policy without signing in, as a web page and as a PDF: `/policies/:school`, `/policies/:school/policy.pdf`. Only what
 * a school publishes, only what is in force today, and nothing in it names a person.
 */
export function mountPolicies(app: FastifyInstance, parts: PublicParts): void {
  const papers = new Map<string, Uint8Array>()
  const mount = (url: string, answer: (reply: FastifyReply, found: Published) => FastifyReply) =>
    app.route({
      method: 'GET',
      url,
      schema: { hide: true },
      config: { notAnOperation: 'Public: nobody signs in and nothing is about a person.', limited: true } as object,
      handler: async (request, reply) => {
        const found = await publishedAt(parts, request)
        if (found === undefined)
          return reply
            .status(404)
            .type('text/html; charset=utf-8')
            .header('cache-control', 'no-store')
            .send(notFoundPage())
        // Of the page, not of the file alone: what the page says of law and of silence changes with a release of ours.
        const tag = `"${createHash('sha256').update(pageOf(found)).digest('hex').slice(0, 32)}-${found.version.number}"`
        reply.header('cache-control', KEPT).header('etag', tag)
        return request.headers['if-none-match'] === tag ? reply.status(304).send() : answer(reply, found)
      },
    })
  mount('/policies/:school', (reply, found) => reply.type('text/html; charset=utf-8').send(pageOf(found)))
  mount('/policies/:school/policy.pdf', (reply, { slug, version }) => {
    const key = `${slug} ${version.number}`
    // Typesetting takes hundreds of times as long as sending: once for each version, however many ask.
    const paper = papers.get(key) ?? policyPaper(version)
    if (papers.size >= MOST_PAPERS) papers.clear()
    papers.set(key, paper)
    return reply
      .type('application/pdf')
      .header('content-disposition', `inline; filename="attendance-policy-${slug}.pdf"`)
      .send(Buffer.from(paper))
  })
}

function pageOf({ slug, version }: Published): string {
  const text = publicText(inForce(version).policy)
  return asPage(text, footerOf(text, version.inForceFrom), `${publicPath(slug)}/policy.pdf`)
}

function footerOf({ title, school }: { readonly title: string; readonly school: string }, from: Day): string {
  return `${title} of ${school}, in force from ${longDay(from)}.`
}

async function publishedAt({ database, clock }: PublicParts, request: FastifyRequest): Promise<Published | undefined> {
  const { school: slug } = request.params as { readonly school: string } // named in the address above
  if (!A_SLUG.test(slug)) return undefined
  const schoolId = await database.asSystem((tx) => schoolPublishing(tx, slug))
  if (schoolId === undefined) return undefined
  const on = schoolTime(clock.now()).day
  const version = await database.inTenants([schoolId], (tx) => versionOn(tx, { schoolId, on }))
  return version === undefined ? undefined : { slug, version }
}
