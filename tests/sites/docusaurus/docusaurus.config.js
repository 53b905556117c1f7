export default {
  title: 'Rivers',
  url: 'https://example.org',
  baseUrl: '/',
  onBrokenLinks: 'throw',
  onBrokenAnchors: 'throw',
  presets: [
    ['classic', {docs: {routeBasePath: '/', sidebarPath: undefined}, blog: false, theme: {}}],
  ],
};
