using AudioSampler.Server.Tests.Support;
using AudioSampler.Testing;
using Microsoft.Playwright;

namespace AudioSampler.Server.Tests.Page;

/// <summary>A server with analysed samples, and a browser; both for all tests of the page.</summary>
public sealed class PageFixture : IAsyncLifetime
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
        "--autoplay-policy=no-user-gesture-required",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>The server.</summary>
    public ServerFixture Server { get; } = new() { WebFolder = Path.Combine(Repository.Root, "web", "dist") };

    /// <summary>Why there are no tests of the page here; null when there are.</summary>
    public string? Hindrance { get; private set; }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        string? browserPath = Array.Find(s_browsers, File.Exists);
        Hindrance =
            browserPath is null ? "there is no Chromium here"
            : !File.Exists(Path.Combine(Server.WebFolder!, "index.html")) ? "the page was not built: run ./ais or ./test"
            : null;
        if (Hindrance is not null)
        {
            return;
        }

        await Server.InitializeAsync();
        foreach (string sample in new[] { "drum-loop.flac", "session.ogg", "field.flac" })
        {
            File.Copy(Path.Combine(Repository.Root, "samples", sample), Path.Combine(Server.Sounds, sample));
            await Server.AnalyzeAsync(sample);
        }

        // On a busy machine a click may take seconds.
        Assertions.SetDefaultExpectTimeout(30_000);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = browserPath, Args = s_arguments });
    }

    /// <summary>A page of its own, with nothing stored, and a list that gathers what goes wrong in it.</summary>
    /// <param name="address">What follows <c>/ui/</c>.</param>
    /// <param name="settings">What the user has chosen before, as the page stores it.</param>
    public async Task<(IPage Page, List<string> Errors)> OpenAsync(string address = "", string settings = """{"welcomed":true}""")
    {
        Assert.SkipUnless(Hindrance is null, Hindrance ?? "");
        IBrowserContext context = await _browser!.NewContextAsync(
            new()
            {
                ViewportSize = new() { Width = 1500, Height = 950 },
            }
        );
        await context.AddInitScriptAsync($"localStorage.getItem('ais-settings') ?? localStorage.setItem('ais-settings', '{settings}')");
        IPage page = await context.NewPageAsync();
        page.SetDefaultTimeout(30_000);
        var errors = new List<string>();
        page.PageError += (_, error) => errors.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                errors.Add(message.Text);
            }
        };
        await page.GotoAsync(Server.Address + "/ui/" + address);
        await page.Locator("library-panel .entry .count").First.WaitForAsync();
        return (page, errors);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        if (Hindrance is null)
        {
            await Server.DisposeAsync();
        }
    }
}
