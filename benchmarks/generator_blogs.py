"""The blogs that benchmarks/generators.py builds: posts, and at least four configurations a generator."""

from __future__ import annotations

from dataclasses import dataclass

Files = dict[str, str]  # path: text


@dataclass(frozen=True)
class Blogs:
    """The blogs of one generator.

    command: what builds the site to the folder `out`
    feed:    the generator's own feed in that folder
    files:   the posts, and other files that all the blogs have
    configs: one for each blog: the files that only it has
    """

    command: list[str]
    feed: str
    files: Files
    configs: list[Files]


HUGO_FILES = {
    "content/posts/My_First Post.md": "---\ntitle: A first\ndate: 2024-05-01\ntags: [a, b]\n---\nOne.\n",
    "content/posts/UPPER.md": '+++\ntitle = "Upper"\ndate = 2024-05-02T10:00:00Z\n+++\nTwo.\n',
    "content/posts/2024-05-03-dated.md": "---\ntitle: Dated\ndate: 2024-05-03\n---\nThree.\n",
    "content/posts/slugged.md": "---\ntitle: Slugged\nslug: Other Slug\ndate: 2024-05-04\n---\nFour.\n",
    "content/posts/own.md": "---\ntitle: Own\nurl: /x/Own/\ndate: 2024-05-05\naliases: [/old/]\n---\nFive.\n",
    "content/posts/bundle/index.md": "---\ntitle: Bündle C++ & more!\ndate: 2024-05-06\n---\nSix.\n",
    "content/posts/bundle/extra.md": "---\ntitle: A part of the bundle\n---\nNo page.\n",
    "content/posts/_index.md": "---\ntitle: Posts\n---\n",
    "content/posts/Über uns (new).md": "---\ntitle: Umlaut\ndate: 2024-05-07\n---\nSeven.\n",
    "content/posts/Deep_Er/Down/low.md": "---\ntitle: Low\ndate: 2024-05-08T23:30:00-05:00\n---\nEight.\n",
    "content/posts/draft.md": "---\ntitle: Draft\ndate: 2024-05-09\ndraft: true\n---\nNine.\n",
    "content/posts/unlisted.md": "---\ntitle: Hidden\ndate: 2024-05-09\n_build:\n  list: never\n---\nTen.\n",
    "content/notes/short.md": '{"title": "Short", "date": "2024-05-10T11:12:13+02:00"}\nEleven.\n',
    "content/top.md": "---\ntitle: Top\ndate: 2024-05-11\n---\nTwelve.\n",
}
HUGO = 'baseURL = "https://pond.example/"\ntitle = "Pond"\ndisableKinds = ["taxonomy", "term"]\n'
HUGO_CONFIGS = [
    HUGO,
    HUGO + '[permalinks]\nposts = "/:year/:month/:title/"\n',
    HUGO + '[permalinks]\nposts = "/:section/:slug/:day"\nnotes = "/:sections[1:]/n/:filename/"\n',
    HUGO + 'uglyURLs = true\n[permalinks]\nposts = "/b/:filename/"\n',
    HUGO + "disablePathToLower = true\nremovePathAccents = true\n",
    HUGO.replace("example/", "example/sub/") + "[frontmatter]\ndate = [':filename', ':default']\n",
    HUGO + '[permalinks]\nposts = "/:sections/:yearday/:weekdayname/:monthname/:title/"\n',
]

JEKYLL_FILES = {
    "_posts/2024-05-01-My_First Post.md": "---\ntitle: A first\ntags: [a, b]\n---\nOne.\n",
    "_posts/2024-05-02-UPPER.markdown": "---\ntitle: Upper\ncategories: Pumps Medical things\n---\nTwo.\n",
    "_posts/2024-05-03-three.md": "---\ntitle: Three\nslug: Drei Mal\ncategory: One Two\n---\nThree.\n",
    "_posts/2024-05-04-own.md": "---\ntitle: Own\npermalink: /x/:title/\n---\nFour.\n",
    "_posts/2024-05-05-day.md": "---\ntitle: Day\ndate: 2024-06-06 10:00:00 +0200\n---\nFive.\n",
    "_posts/2024-05-06-über (c++) & x.md": "---\ntitle: Umlaut\n---\nSix.\n",
    "kites/_posts/2024-05-07-wind.md": "---\ntitle: Wind\n---\nSeven.\n",
    "_posts/deeper/2024-05-08-down.md": "---\ntitle: Down\ncategories: [X Y, z]\n---\nEight.\n",
    "_posts/2024-05-09-late.md": "---\ntitle: Late\ndate: 2024-05-09 23:30:00 -0500\n---\nNine.\n",
    "_posts/2024-05-10-no-title.md": "---\nlayout: post\n---\nTen.\n",
    "_posts/2024-05-11-draft.md": "---\ntitle: Draft\npublished: false\n---\nEleven.\n",
    "_posts/undated.md": "---\ntitle: Undated\n---\nNo post.\n",
    "_posts/2024-5-2-short.md": "---\ntitle: Short\npermalink: pretty\n---\nTwelve.\n",
    "_posts/2024-05-12-both.md": "---\ntitle: Both\ncategory: a\ncategories: [b]\n---\nThirteen.\n",
    "_drafts/idea.md": "---\ntitle: Idea\n---\nNo post.\n",
    "_recipes/soup.md": "---\ntitle: Soup\ndate: 2024-05-01\n---\nNo post.\n",
    "about.md": "---\ntitle: About\n---\nNo post.\n",
    "feed.xml": "---\n---\n<feed xmlns='http://www.w3.org/2005/Atom'>{% for p in site.posts %}<entry>"
    "<title>{{p.title}}</title><link href='{{p.url|absolute_url|xml_escape}}'/>"
    "<published>{{p.date|date_to_xmlschema}}</published></entry>{% endfor %}</feed>\n",
}
JEKYLL = "title: Pond\nurl: https://pond.example\ntimezone: UTC\n"
JEKYLL_CONFIGS = [
    JEKYLL,
    JEKYLL + "permalink: pretty\n",
    JEKYLL + "permalink: /:year/:title/\n",
    JEKYLL + "permalink: /:categories/:slug:output_ext\nbaseurl: /sub\n",
    JEKYLL + "permalink: none\ncollections:\n  recipes:\n    output: true\n",
    JEKYLL + "permalink: /:short_year/:i_month/:i_day/:short_month/:short_day/:y_day/:title\n",
    JEKYLL + "defaults:\n- scope:\n    path: ''\n    type: posts\n  values:\n    permalink: /d/:title/\n",
    JEKYLL.replace("UTC", "Asia/Tokyo") + "permalink: ordinal\n",
    JEKYLL + "permalink: weekdate\n",
]

PELICAN_FILES = {
    "content/My_First.md": "Title: First: Bündle & C++\nDate: 2024-05-01 10:00\nCategory: River\n\nOne.\n",
    "content/kites/wind.md": "Title: Wind\nDate: 2024-05-02\nSlug: Other-Slug\n\nTwo.\n",
    "content/2024-05-03-dated.md": "Title: Dated\nDate: 2024-05-03\n\nThree.\n",
    "content/2024-05-13_named.md": "Title: Named by the file\n\nThirteen.\n",
    "content/rest.rst": "A post\n######\n\n:date: 2024-05-04 11:00\n:tags: x, y\n\nFour.\n",
    "content/own.md": "Title: Own\nDate: 2024-05-05\nurl: x/own/\nsave_as: x/own/index.html\n\nFive.\n",
    "content/draft.md": "Title: Draft\nDate: 2024-05-06\nStatus: draft\n\nSix.\n",
    "content/hidden.md": "Title: Hidden\nDate: 2024-05-06\nStatus: hidden\n\nSeven.\n",
    "content/pages/about.md": "Title: About\n\nNo post.\n",
    "content/Rock & Roll/deep/down.md": "Title: It's Émile's\nDate: 2024-05-07\nAuthor: Ida Dam\n\nEight.\n",
}
PELICAN = (
    "SITENAME = 'Pond'\nSITEURL = 'https://pond.example'\nTIMEZONE = 'UTC'\nFEED_ALL_ATOM = 'feed.xml'\n"
)
PELICAN_CONFIGS = [
    PELICAN,
    PELICAN + "ARTICLE_URL = ARTICLE_SAVE_AS = 'posts/{date:%Y}/{date:%m}/{slug}/index.html'\n",
    PELICAN + "SLUGIFY_SOURCE = 'basename'\n",
    PELICAN + "ARTICLE_URL = '{category}/{slug}.html'\nARTICLE_SAVE_AS = ARTICLE_URL\n",
    PELICAN + "FILENAME_METADATA = r'(?P<date>\\d{4}-\\d{2}-\\d{2})[_-](?P<slug>.*)'\n",
    PELICAN
    + "SLUG_REGEX_SUBSTITUTIONS = [(r'[^\\w\\s-]', ''), (r'\\s+', '_')]\nSLUGIFY_PRESERVE_CASE = True\n",
    PELICAN
    + "USE_FOLDER_AS_CATEGORY = False\nDEFAULT_CATEGORY = 'Other Things'\nSLUGIFY_USE_UNICODE = True\n"
    "ARTICLE_URL = ARTICLE_SAVE_AS = '{author}/{category}/{date:%b}/{slug}.html'\nAUTHOR = 'Jo Reed'\n",
    PELICAN.replace("UTC", "Asia/Tokyo") + "PATH = 'content'\nARTICLE_PATHS = ['kites', 'Rock & Roll']\n",
]

ELEVENTY_FILES = {
    "posts/posts.json": '{"tags": "posts"}',
    "posts/My_First Post.md": "---\ntitle: A first\ndate: 2024-05-01\ntags: [a, b]\n---\nOne.\n",
    "posts/2024-05-02-UPPER.md": "---\ntitle: Upper\n---\nTwo.\n",
    "posts/bundle/index.md": "---\ntitle: Bündle C++ & more!\ndate: 2024-05-03T10:00:00+02:00\n---\nThree.\n",
    "posts/same/same.md": "---\ntitle: Same\ndate: 2024-05-04\n---\nFour.\n",
    "posts/Über (new).md": "---\ntitle: Umlaut\ndate: 2024-05-05\n---\nFive.\n",
    "posts/own.md": "---\ntitle: Own\ndate: 2024-05-06\npermalink: /x/Own.html\n---\nSix.\n",
    "posts/made.md": '---\ntitle: Made\ndate: 2024-05-07\npermalink: "y/{{ page.fileSlug }}/"\n---\nSeven.\n',
    "posts/slugged.md": "---\ntitle: Slugged\nslug: other\ndate: 2024-05-08\n---\nEight.\n",
    "posts/hidden.md": "---\ntitle: H\ndate: 2024-05-09\neleventyExcludeFromCollections: true\n---\nNine.\n",
    "posts/2024/05/deep.md": "---\ntitle: Deep\ndate: 2024-05-10\n---\nTen.\n",
    "about.md": "---\ntitle: About\ndate: 2024-05-11\n---\nNo post.\n",
    "README.md": "No post.\n",
}
ELEVENTY = (
    'import { feedPlugin } from "@11ty/eleventy-plugin-rss";\n'
    "// import dir from 'nowhere'; dir: { input: 'no' }\n"
    "export default function (eleventyConfig) {\n"
    '  eleventyConfig.addPlugin(feedPlugin, { type: "atom", outputPath: "/feed.xml",\n'
    '    collection: { name: "posts", limit: 0 },\n'
    '    metadata: { language: "en", title: "Pond", base: "https://pond.example/",\n'
    '      author: { name: "Jo" } } });\n'
    "  return { dir: { output: 'out' } };\n}\n"
)


def eleventy_in(folder: str) -> Files:
    """Return the posts in another folder."""
    return {f"{folder}/{path}": text for path, text in ELEVENTY_FILES.items() if path.startswith("posts/")}


ELEVENTY_CONFIGS: list[Files] = [
    {"eleventy.config.mjs": ELEVENTY},
    {
        "eleventy.config.mjs": ELEVENTY,
        "posts/posts.json": '{"tags": "posts", "permalink": "/{{ page.fileSlug }}/"}',
    },
    {
        "eleventy.config.mjs": ELEVENTY,
        "posts/posts.11tydata.mjs": "export default {\n  tags: ['posts'],\n"
        '  permalink: "/blog/{{ title | slugify }}/index.html",\n};\n',
    },
    {
        "eleventy.config.mjs": ELEVENTY.replace("{ output", "{ input: 'src', output")
        .replace("output: 'out' }", "output: 'out' }, pathPrefix: '/sub/'")
        .replace("https://pond.example/", "https://pond.example/"),
        **eleventy_in("src"),
    },
    {
        "eleventy.config.mjs": ELEVENTY,
        "posts/posts.json": '{"tags": "posts", "permalink": "/{{ page.date | date: \'%Y/%m\' }}'
        '/{{ page.fileSlug }}.html"}',
    },
]

HEXO_FILES = {
    "package.json": '{"name": "pond", "version": "1.0.0", "private": true, "hexo": {"version": "8.0.0"},'
    ' "dependencies": {"hexo": "*", "hexo-generator-feed": "*", "hexo-renderer-marked": "*"}}',
    "source/_posts/My_First Post.md": "---\ntitle: A first\ndate: 2024-05-01 10:00:00\n"
    "tags: [a, b]\ncategories: [River Things, Fish]\n---\nOne.\n",
    "source/_posts/UPPER.md": "---\ntitle: Upper\ndate: 2024-05-02\n---\nTwo.\n",
    "source/_posts/2024-05-03-dated.md": "---\ntitle: Dated\ndate: 2024-05-03\n---\nThree.\n",
    "source/_posts/deep/er/low.md": "---\ntitle: Low\ndate: 2024-05-04\ncategories: Pumps\n---\nFour.\n",
    "source/_posts/own.md": "---\ntitle: Own\ndate: 2024-05-05\npermalink: x/own\n---\nFive.\n",
    "source/_posts/Über uns.md": "---\ntitle: Ümlaut C++ & more\ndate: 2024-05-06\n---\nSix.\n",
    "source/_posts/zoned.md": "---\ntitle: Zoned\ndate: 2024-05-07T23:30:00-05:00\nlang: de\n---\nSeven.\n",
    "source/_posts/slugged.md": "---\ntitle: Slugged\nslug: other\ndate: 2024-05-08\n---\nEight.\n",
    "source/_posts/unpublished.md": "---\ntitle: No\ndate: 2024-05-09\npublished: false\n---\nNine.\n",
    "source/_posts/hash.md": "---\ntitle: Hash\ndate: 2024-05-10 01:02:03\nabbrlink: 7a3f\n---\nTen.\n",
    "source/_drafts/idea.md": "---\ntitle: Idea\ndate: 2024-05-01\n---\nNo post.\n",
    "source/about/index.md": "---\ntitle: About\ndate: 2024-05-01\n---\nNo post.\n",
}
UNZONED = {  # Hexo drops the zone of a date, which only UTC does not show
    "source/_posts/zoned.md": "---\ntitle: Zoned\ndate: 2024-05-07 23:30:00\n---\nSeven.\n"
}
HEXO = (
    "title: Pond\nurl: https://pond.example\npublic_dir: out\nfeed: {type: rss2, limit: 0}\n"
    "theme: false\ntimezone: UTC\n"
)
HEXO_CONFIGS = [
    HEXO,
    HEXO + "permalink: :category/:title.html\ndefault_category: misc\n",
    HEXO.replace("example\n", "example/sub\n") + "root: /sub/\npermalink: posts/:name/\n",
    HEXO + "new_post_name: :year-:month-:day-:title.md\npermalink: :year/:i_month/:post_title/index.html\n"
    "pretty_urls: {trailing_index: false, trailing_html: false}\ncategory_map: {River Things: river}\n",
    HEXO
    + "permalink: :lang/:abbrlink/:hash/:timestamp.html\npermalink_defaults: {lang: en, abbrlink: none}\n",
    HEXO.replace("UTC", "Asia/Tokyo") + "permalink: :title-:hour:minute:second.html\n"
    "pretty_urls: {trailing_html: false}\n",
]

ASTRO_FILES = {
    "package.json": '{"name": "pond", "type": "module"}',
    "src/content/blog/My_First Post.md": "---\ntitle: A first\ndate: 2024-05-01\ntags: [a, b]\n---\nOne.\n",
    "src/content/blog/UPPER.md": "---\ntitle: Upper\ndate: 2024-05-02\n---\nTwo.\n",
    "src/content/blog/2024-05-03-dated.md": "---\ntitle: Dated\ndate: 2024-05-03\n---\nThree.\n",
    "src/content/blog/Deep Er/Index.md": "---\ntitle: Deep\ndate: 2024-05-04\n---\nFour.\n",
    "src/content/blog/bundle/index.md": "---\ntitle: Bundle\ndate: 2024-05-05T10:00:00+02:00\n---\nFive.\n",
    "src/content/blog/Über (new).v2.md": "---\ntitle: Umlaut\ndate: 2024-05-06\n---\nSix.\n",
    "src/content/blog/slugged.md": "---\ntitle: Slugged\nslug: Other/slug\ndate: 2024-05-07\n---\nSeven.\n",
    "src/content/blog/draft.md": "---\ntitle: Draft\ndate: 2024-05-08\ndraft: true\n---\nEight.\n",
    "src/content/blog/_hidden.md": "---\ntitle: Hidden\ndate: 2024-05-08\n---\nNine.\n",
    "src/content.config.ts": "import { defineCollection } from 'astro:content';\n"
    "import { glob } from 'astro/loaders';\nimport { z } from 'astro/zod';\n"
    "const blog = defineCollection({\n"
    "  loader: glob({ base: './src/content/blog', pattern: '**/[^_]*.{md,mdx}' }),\n"
    "  schema: z.object({ title: z.string(), date: z.coerce.date(), draft: z.boolean().optional() }),\n"
    "});\nexport const collections = { blog };\n",
}


def astro_site(route: str, link: str, config: str) -> Files:
    """Return a page for each post at a route, and a feed with the same links."""
    name = route.partition("[")[2].partition("]")[0].strip(".")
    page = (
        "---\nimport { getCollection, render } from 'astro:content';\n"
        "export async function getStaticPaths() {\n"
        "  const posts = await getCollection('blog');\n"
        f"  return posts.map((post) => ({{ params: {{ {name}: post.id }}, props: post }}));\n}}\n"
        "const { Content } = await render(Astro.props);\n---\n<Content />\n"
    )
    feed = (
        "import rss from '@astrojs/rss';\nimport { getCollection } from 'astro:content';\n"
        "export async function GET(context) {\n"
        "  const posts = await getCollection('blog', ({ data }) => data.draft !== true);\n"
        "  return rss({ title: 'Pond', description: 'Pond', site: context.site,\n"
        f"    trailingSlash: {str(link[-1] == '/').lower()},\n"
        "    items: posts.map((post) => ({ title: post.data.title, pubDate: post.data.date,\n"
        f"      link: `{link.replace('ID', '${post.id}')}` }})) }});\n}}\n"
    )
    return {
        f"src/pages/{route}.astro": page,
        "src/pages/rss.xml.js": feed,
        "astro.config.mjs": "// @ts-check\nimport { defineConfig } from 'astro/config';\n"
        f"export default defineConfig({{ outDir: './out', {config} }});\n",
    }


ASTRO_CONFIGS = [
    astro_site("blog/[...slug]", "/blog/ID/", "site: 'https://pond.example'"),
    astro_site("[...id]", "/ID/", 'site: "https://pond.example/"'),
    astro_site("posts/[...slug]/index", "/sub/posts/ID/", "site: `https://pond.example`, base: '/sub'"),
    astro_site(
        "n/[...slug]",
        "/n/ID",
        "site: 'https://pond.example', trailingSlash: 'never', build: { format: 'file' }",
    ),
]

BLOGS: dict[str, Blogs] = {
    "hugo": Blogs(
        ["hugo", "--quiet", "-d", "out"],
        "index.xml",
        HUGO_FILES,
        [{"config.toml": one} for one in HUGO_CONFIGS],
    ),
    "jekyll": Blogs(
        ["jekyll", "build", "-q", "-d", "out"],
        "feed.xml",
        JEKYLL_FILES,
        [{"_config.yml": one} for one in JEKYLL_CONFIGS],
    ),
    "pelican": Blogs(
        ["pelican", "-q", "content", "-s", "pelicanconf.py", "-o", "out"],
        "feed.xml",
        PELICAN_FILES,
        [{"pelicanconf.py": one} for one in PELICAN_CONFIGS],
    ),
    "eleventy": Blogs(["eleventy", "--quiet"], "feed.xml", ELEVENTY_FILES, ELEVENTY_CONFIGS),
    "hexo": Blogs(
        ["hexo", "generate", "--silent"],
        "rss2.xml",
        HEXO_FILES,
        [{"_config.yml": one} | (UNZONED if "Tokyo" in one else {}) for one in HEXO_CONFIGS],
    ),
    "astro": Blogs(["astro", "build", "--silent"], "rss.xml", ASTRO_FILES, ASTRO_CONFIGS),
}
