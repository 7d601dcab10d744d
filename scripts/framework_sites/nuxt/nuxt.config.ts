export default defineNuxtConfig({ experimental: { payloadExtraction: false }, nitro: { prerender: { routes: ["/"], crawlLinks: false } } });
