using AudioSampler.Server.Tests.Support;
using AudioSampler.Testing;
using Microsoft.Playwright;

namespace AudioSampler.Server.Tests.Page;

/// <summary>The page in a real browser. Skipped, saying so, where there is no Chromium or the page was not built.</summary>
public sealed class PageTests : IAsyncLifetime
{
    private static readonly string[] s_browsers = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
    private static readonly string[] s_arguments =
    [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ];

    private readonly ServerFixture _server = new() { WebFolder = Path.Combine(Repository.Root, "web", "dist") };

    public ValueTask InitializeAsync() => _server.InitializeAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_file_is_found_opened_and_drawn_without_an_error()
    {
        string? browserPath = Array.Find(s_browsers, File.Exists);
        Assert.SkipUnless(browserPath is not null, "there is no Chromium here");
        Assert.SkipUnless(File.Exists(Path.Combine(_server.WebFolder!, "index.html")), "the page was not built: run ./ais or ./test");
        await _server.AnalyzeAsync("tone.wav");
        await _server.AnalyzeAsync("tone.aiff");
        using IPlaywright playwright = await Playwright.CreateAsync();
        await using IBrowser browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = browserPath, Args = s_arguments });
        IPage page = await browser.NewPageAsync();
        page.SetDefaultTimeout(60_000);
        var errors = new List<string>();
        page.PageError += (_, error) => errors.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                errors.Add(message.Text);
            }
        };

        await page.GotoAsync(_server.Address + "/ui/");
        await page.Locator("tr[data-file]").Nth(1).WaitForAsync();
        await page.FillAsync("#search", "tone format:wav");
        await page.Locator("file-table footer", new() { HasText = "1 files" }).WaitForAsync();
        await page.ClickAsync("tr[data-file]");
        await page.Locator("wave-form .zoom canvas").First.WaitForAsync();
        await page.Locator("content-strip button").First.WaitForAsync();
        int drawn = await page.EvaluateAsync<int>(
            """
            () => new Promise(resolve => setTimeout(() => {
              const canvas = document.querySelector("wave-form .zoom canvas");
              const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
              resolve(pixels.filter((value, i) => i % 4 === 3 && value > 0).length);
            }, 1000))
            """
        );

        Assert.True(drawn > 1000, $"only {drawn} pixels of the waveform are drawn");
        Assert.Equal("tone.wav", await page.TextContentAsync("file-view h2"));
        Assert.Contains("LUFS", await page.TextContentAsync("result-panel .facts"), StringComparison.Ordinal);
        string? listener = await page.Locator("result-panel .fact", new() { HasText = "Heard" }).Locator("small").TextContentAsync();
        Assert.StartsWith("by ", listener, StringComparison.Ordinal); // a network, or the signal alone and why
        Assert.Contains("q=tone", page.Url, StringComparison.Ordinal);
        Assert.Empty(errors);

        await page.GoBackAsync();
        await page.Locator("file-view .message").WaitForAsync();
        await page.FocusAsync("#search");
        await page.Keyboard.TypeAsync(" x");
        Assert.Equal("tone format:wav x", await page.InputValueAsync("#search")); // Space types while one types
    }
}
