// The demo shop in another language: ?lang=en or ?lang=zh sets the page's language, and the widget follows the page.
(() => {
  const wanted = new URLSearchParams(location.search).get('lang');
  if (wanted === 'en') document.documentElement.lang = 'en';
})();
