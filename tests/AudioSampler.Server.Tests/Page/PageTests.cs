using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using AudioSampler.Testing;
using Microsoft.Playwright;

namespace AudioSampler.Server.Tests.Page;

/// <summary>The page in a real browser, against a real server with real results. Skipped, saying so, where there is no Chromium or the page was not built.</summary>
public sealed partial class PageTests(PageFixture fixture) : IClassFixture<PageFixture>
{
    private static readonly string s_axe = Path.Combine(Repository.Root, "web", "node_modules", "axe-core", "axe.min.js");

    [Fact]
    public async Task A_file_is_found_opened_and_drawn()
    {
        (IPage page, List<string> errors) = await fixture.OpenAsync();
        await page.FillAsync("#search", "session format:ogg");
        await CountedAsync(page, "1 file");
        await Row(page, "session.ogg").ClickAsync();
        await page.Locator("wave-form .zoom canvas").First.WaitForAsync();
        await page.Locator("content-strip button").Nth(2).WaitForAsync();

        Assert.True(await DrawnPixelsAsync(page, "wave-form .zoom canvas") > 1000);
        await page.WaitForFunctionAsync(
            "() => { const c = document.querySelector('wave-form .rms'); return c?.width && c.getContext('2d').getImageData(0, 0, c.width, c.height).data.some(v => v > 0); }"
        );
        Assert.Equal("session.ogg", await page.TextContentAsync("sound-view h2"));
        Assert.Contains("LUFS", await page.TextContentAsync("result-panel .facts"), StringComparison.Ordinal);
        string? listener = await page.Locator("result-panel .fact", new() { HasText = "Heard" }).Locator("small").TextContentAsync();
        Assert.StartsWith("by ", listener, StringComparison.Ordinal); // a network, or the signal alone and why
        Assert.Contains("q=session", page.Url, StringComparison.Ordinal);
        Assert.Equal(3, await page.Locator("result-panel table[aria-label=Regions] tbody tr").CountAsync());

        await page.GoBackAsync();
        await page.Locator("sound-view .message").WaitForAsync();
        await page.FocusAsync("#search");
        await page.Keyboard.TypeAsync(" x");
        Assert.Equal("session format:ogg x", await page.InputValueAsync("#search")); // Space types while one types
        Assert.Empty(errors);
    }

    [Fact]
    public async Task The_triage_is_done_by_mouse()
    {
        (IPage page, List<string> errors) = await fixture.OpenAsync();
        string upload = fixture.Server.Sounds + "/../by-mouse.wav";
        await WriteBeatsAsync(upload, hertz: 700);

        await page.SetInputFilesAsync("input[type=file]", upload);
        await Row(page, "by-mouse.wav").ClickAsync();
        await page.Locator("wave-form .zoom canvas").First.WaitForAsync();
        await page.ClickAsync("transport-bar [aria-label=Play]");
        await PlaysAsync(page);
        await page.ClickAsync("transport-bar [aria-label=Pause]");

        await page.ClickAsync("result-panel [aria-label='4 stars (4)']");
        await page.Locator("result-panel [aria-label='4 stars (4)'][aria-pressed=true]").WaitForAsync();
        await page.ClickAsync("list-bar button:has-text('Tag')");
        await page.FillAsync("dialog input", "dusty");
        await page.ClickAsync("dialog button:has-text('OK')");
        await page.Locator("result-panel .chip.mine", new() { HasText = "dusty" }).WaitForAsync();
        double found = await TempoAsync(page);
        await page.ClickAsync("result-panel button:has-text('×2')");
        await page.Locator("result-panel .fact.yours", new() { HasText = "your correction" }).WaitForAsync();
        Assert.Equal(found * 2, await TempoAsync(page), 0.1);

        await page.FillAsync("#search", "mytag:dusty rating:4");
        await CountedAsync(page, "1 file");
        IDownload download = await page.RunAndWaitForDownloadAsync(async () =>
        {
            await page.ClickAsync("list-bar button:has-text('Export')");
            await page.ClickAsync("dialog button:has-text('OK')");
        });
        Assert.EndsWith(".zip", download.SuggestedFilename, StringComparison.Ordinal);

        await page.ClickAsync("result-panel button:has-text('Similar')");
        await page.Locator("list-bar .count", new() { HasText = "alike" }).WaitForAsync();
        Assert.Contains("similar=", page.Url, StringComparison.Ordinal);
        Assert.Empty(errors);
    }

    [Fact]
    public async Task The_triage_is_done_by_keyboard_alone()
    {
        (IPage page, List<string> errors) = await fixture.OpenAsync();
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("session");
        await page.Keyboard.PressAsync("Enter");
        await CountedAsync(page, "1 file");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Locator("wave-form .zoom canvas").First.WaitForAsync();
        await page.Keyboard.PressAsync("Space");
        await PlaysAsync(page);
        await page.Keyboard.PressAsync("]");
        await page.Locator("result-panel tr[aria-selected=true]").WaitForAsync();
        Assert.Matches("region=[0-9]+", page.Url);
        await page.Keyboard.PressAsync("l");
        await page.Locator("transport-bar [aria-label='Loop the region'][aria-pressed=true]").WaitForAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.Locator("transport-bar [aria-label='Loop the region'][aria-pressed=false]").WaitForAsync();

        await page.Keyboard.PressAsync("5");
        await page.Locator("result-panel [aria-label='5 stars (5)'][aria-pressed=true]").WaitForAsync();
        await page.Keyboard.PressAsync("t");
        await page.Keyboard.TypeAsync("by hand");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("result-panel .chip.mine", new() { HasText = "by hand" }).WaitForAsync();
        await page.Keyboard.PressAsync("Control+z");
        await page.Locator("result-panel .chip.mine").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await page.Keyboard.PressAsync("r");
        await page.Locator("list-bar .count", new() { HasText = "3 regions" }).WaitForAsync();
        await page.Keyboard.PressAsync("i");
        await page.Locator("list-bar .count", new() { HasText = "alike" }).WaitForAsync();
        await page.Keyboard.PressAsync("?");
        await page.Locator("dialog.keys kbd").First.WaitForAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.Locator("dialog").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        Assert.Empty(errors);
    }

    [Fact]
    public async Task A_narrow_window_shows_every_panel_below_the_other()
    {
        (IPage page, List<string> errors) = await fixture.OpenAsync("?q=session");
        await page.SetViewportSizeAsync(800, 900);
        await Row(page, "session.ogg").ClickAsync();
        await page.Locator("result-panel h2", new() { HasText = "session.ogg" }).WaitForAsync();

        double end = 0;
        foreach (string panel in new[] { "library-panel", "row-table", "sound-view", "result-panel" })
        {
            LocatorBoundingBoxResult box = (await page.Locator(panel).BoundingBoxAsync())!;
            Assert.True(box.Height > 100, $"{panel} is {box.Height} high");
            if (panel is "sound-view" or "result-panel")
            {
                // The page scrolls, and not each panel in a slit of its own.
                int hidden = await page.Locator(panel).EvaluateAsync<int>("e => e.scrollHeight - e.clientHeight");
                Assert.True(hidden <= 1, $"{hidden} pixels of {panel} are hidden");
            }

            Assert.True(box.Y >= end - 1, $"{panel} begins at {box.Y}, over what ends at {end}");
            end = box.Y + box.Height;
        }

        Assert.Empty(errors);
    }

    [Fact]
    public async Task A_sound_that_is_there_already_is_named_and_opened()
    {
        (IPage page, List<string> errors) = await fixture.OpenAsync();
        string again = fixture.Server.Sounds + "/../known-by-another-name.flac";
        File.Copy(Path.Combine(Repository.Root, "samples", "field.flac"), again, overwrite: true);

        await page.SetInputFilesAsync("list-bar input[type=file]", again);
        await page.Locator(".notice", new() { HasText = "The same sound is here already, as field.flac" }).WaitForAsync();
        await page.ClickAsync(".notice button:has-text('Open')");

        await page.Locator("result-panel h2", new() { HasText = "field.flac" }).WaitForAsync();
        Assert.Empty(errors);
    }

    [Fact]
    public async Task A_sound_is_sent_corrected_and_exported_by_keyboard_alone()
    {
        (IPage page, List<string> errors) = await fixture.OpenAsync();
        string upload = fixture.Server.Sounds + "/../by-keys.wav";
        await WriteBeatsAsync(upload, hertz: 1000);

        // Listening from the beginning: a chooser that opens before the browser knows that somebody waits for it would be lost.
        var opened = new TaskCompletionSource<IFileChooser>(TaskCreationOptions.RunContinuationsAsynchronously);
        page.FileChooser += (_, chooser) => opened.TrySetResult(chooser);
        await TabToAsync(page, "list-bar button", "Add");
        await page.Keyboard.PressAsync("Enter");
        IFileChooser chooser = await opened.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        await chooser.SetFilesAsync(upload);
        await page.Locator(".notice", new() { HasText = "It was sent" }).WaitForAsync();
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("name:by-keys");
        await page.Keyboard.PressAsync("Enter");
        await Row(page, "by-keys.wav").WaitForAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Locator("result-panel button:has-text('×2')").WaitForAsync();
        double found = await TempoAsync(page);
        await page.Keyboard.PressAsync("x");
        await page.Locator("result-panel .fact.yours", new() { HasText = "your correction" }).WaitForAsync();
        Assert.Equal(found * 2, await TempoAsync(page), 0.1);
        IDownload download = await page.RunAndWaitForDownloadAsync(async () =>
        {
            await page.Keyboard.PressAsync("e");
            await page.Locator("dialog input").WaitForAsync();
            await page.Keyboard.PressAsync("Enter");
        });
        Assert.EndsWith(".zip", download.SuggestedFilename, StringComparison.Ordinal);
        Assert.Empty(errors);
    }

    [Fact]
    public async Task Folders_are_dropped_and_the_sounds_in_them_kept()
    {
        (IPage page, List<string> errors) = await fixture.OpenAsync();
        string folder = Path.GetFullPath(fixture.Server.Sounds + "/../dropped");
        Directory.CreateDirectory(Path.Combine(folder, "inner"));
        await WriteBeatsAsync(Path.Combine(folder, "from-folder-1.wav"), hertz: 1100);
        await WriteBeatsAsync(Path.Combine(folder, "inner", "from-folder-2.wav"), hertz: 1200);
        await File.WriteAllTextAsync(Path.Combine(folder, "read me.txt"), "no sound", TestContext.Current.CancellationToken);

        LocatorBoundingBoxResult box = (await page.Locator("row-table").BoundingBoxAsync())!;
        ICDPSession browser = await page.Context.NewCDPSessionAsync(page);
        foreach (string type in (string[])["dragEnter", "dragOver", "drop"])
        {
            await browser.SendAsync(
                "Input.dispatchDragEvent",
                new()
                {
                    ["type"] = type,
                    ["x"] = box.X + 100,
                    ["y"] = box.Y + 100,
                    ["data"] = new
                    {
                        items = Array.Empty<object>(),
                        files = (string[])[folder],
                        dragOperationsMask = 1,
                    },
                }
            );
        }

        await page.Locator(".notice", new() { HasText = "2 sounds were sent" }).WaitForAsync();
        await page.FillAsync("#search", "name:from-folder");
        await CountedAsync(page, "2 files");
        Assert.Empty(errors);
    }

    [Fact]
    public async Task A_file_is_removed_after_asking_and_brought_back()
    {
        (IPage page, List<string> errors) = await fixture.OpenAsync();
        string upload = fixture.Server.Sounds + "/../unwanted.wav";
        await WriteBeatsAsync(upload, hertz: 800);
        await page.SetInputFilesAsync("input[type=file]", upload);
        await page.FillAsync("#search", "unwanted");
        await Row(page, "unwanted.wav").ClickAsync();
        await page.Locator("wave-form .zoom canvas").First.WaitForAsync();

        await page.Keyboard.PressAsync("Shift+Delete");
        await page.Keyboard.PressAsync("Escape");
        await page.Locator("dialog").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await page.Keyboard.PressAsync("Shift+Delete");
        await page.Keyboard.PressAsync("Enter");
        await CountedAsync(page, "0 files");

        await page.ClickAsync("library-panel [data-view=removed]");
        await page.ClickAsync("removed-list button[aria-label='Bring back: unwanted.wav']");
        await page.Locator("removed-list button[aria-label='Bring back: unwanted.wav']")
            .WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await page.ClickAsync("library-panel [data-view=browse]");
        await page.FillAsync("#search", "unwanted");
        await Row(page, "unwanted.wav").WaitForAsync();
        Assert.Empty(errors);
    }

    [Fact]
    public async Task Names_are_text_whatever_they_hold()
    {
        Assert.SkipUnless(fixture.Hindrance is null, fixture.Hindrance ?? "");
        const string Name = "<img src=x onerror=alert(1)> \u202Eevaw & \"q\".wav";
        await WriteBeatsAsync(Path.Combine(fixture.Server.Sounds, Name), hertz: 900);
        await fixture.Server.AnalyzeAsync(Name);
        (IPage page, List<string> errors) = await fixture.OpenAsync("?q=onerror");

        await page.Locator("row-table [data-place='0']").ClickAsync();
        await page.Locator("wave-form .zoom canvas").First.WaitForAsync();

        Assert.Equal(Name, await page.TextContentAsync("sound-view h2"));
        Assert.Equal(0, await page.Locator("img").CountAsync());
        Assert.Empty(errors);
    }

    [Fact]
    public async Task A_query_that_is_not_understood_points_at_its_place()
    {
        (IPage page, _) = await fixture.OpenAsync();

        await page.FillAsync("#search", "tempo:fast");

        await page.Locator("search-bar .pointed", new() { HasText = "'fast' is not understood" }).WaitForAsync();
    }

    [Fact]
    public async Task A_server_that_goes_and_comes_back_is_told()
    {
        (IPage page, _) = await fixture.OpenAsync();
        await page.Locator("engine-status", new() { HasText = "Engine 0" }).WaitForAsync();

        await page.Context.SetOfflineAsync(true);
        await page.FillAsync("#search", "anything");
        await page.Locator("row-table .message.error", new() { HasText = "does not answer" }).WaitForAsync();
        await Assertions.Expect(page.Locator("row-table .body .row")).ToHaveCountAsync(0);
        await page.FillAsync("#search", "session");
        await page.Locator("search-bar .chip", new() { HasText = "session" }).WaitForAsync();

        await page.Context.SetOfflineAsync(false);
        await CountedAsync(page, "1 file");
        Assert.True(await page.Locator("row-table .message").IsHiddenAsync());
    }

    [Theory]
    [InlineData("browse", "?rows=regions&q=session", "beats")]
    [InlineData("spectrum", "?q=field", "spectrum")]
    [InlineData("notes", "?q=session", "notes")]
    [InlineData("map", "?view=map", "classification")]
    [InlineData("duplicates", "?view=duplicates", "metadata")]
    [InlineData("removed", "?view=removed", "metadata")]
    [InlineData("jobs", "?view=jobs", "loudness")]
    [InlineData("settings", "?view=settings", "chroma")]
    public async Task Every_view_is_accessible_in_every_theme(string view, string address, string tab)
    {
        Assert.SkipUnless(fixture.Hindrance is null, fixture.Hindrance ?? "");
        long file = (await fixture.Server.Client.GetStringAsync("/database/files?query=session")) is { } body
            ? JsonDocument.Parse(body).RootElement.GetProperty("results")[0].GetProperty("file_id").GetInt64()
            : 0;
        long[] removed = await FillAsync(view);
        foreach (string theme in new[] { "dark", "light", "contrast" })
        {
            (IPage page, List<string> errors) = await fixture.OpenAsync(
                $"{address}&file={file}",
                $$"""{"welcomed":true,"theme":"{{theme}}","tab":"{{tab}}"}"""
            );
            await page.Locator("wave-form .zoom canvas").First.WaitForAsync();
            await page.Locator("result-panel .facts").First.WaitForAsync();
            await page.WaitForTimeoutAsync(700);
            string[] violations = await ViolationsAsync(page);
            if (Environment.GetEnvironmentVariable("AIS_UPDATE_DOCS") == "1")
            {
                string folder = Directory.CreateDirectory(Path.Combine(Repository.Root, "docs", "ui")).FullName;
                await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{view}-{theme}.png") });
            }

            Assert.Empty(violations);
            Assert.Empty(errors);
            await page.Context.CloseAsync();
        }

        if (removed.Length > 0)
        {
            // Another test expects that nothing is left there.
            (await fixture.Server.Client.PostAsJsonAsync("/api/removed/restore", new { ids = removed })).EnsureSuccessStatusCode();
        }
    }

    /// <summary>Gives a view something to show that the samples don't.</summary>
    /// <returns>Files that were removed for it.</returns>
    private async Task<long[]> FillAsync(string view)
    {
        if (view == "duplicates")
        {
            File.Copy(Path.Combine(fixture.Server.Sounds, "drum-loop.flac"), Path.Combine(fixture.Server.Sounds, "drum-loop (copy).flac"));
            await fixture.Server.AnalyzeAsync("drum-loop (copy).flac");
        }

        if (view != "removed")
        {
            return [];
        }

        await WriteBeatsAsync(Path.Combine(fixture.Server.Sounds, "thrown away.wav"), hertz: 1500);
        long file = await fixture.Server.AnalyzeAsync("thrown away.wav");
        using HttpResponseMessage gone = await fixture.Server.Client.DeleteAsync($"/api/files/{file}");
        gone.EnsureSuccessStatusCode();
        return [file];
    }

    /// <summary>Presses Tab until an element has the focus, as one without a mouse does.</summary>
    private static async Task TabToAsync(IPage page, string selector, string text)
    {
        for (int i = 0; i < 200; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (
                await page.EvaluateAsync<bool>(
                    "([s, t]) => document.activeElement.matches(s) && document.activeElement.textContent.includes(t)",
                    new[] { selector, text }
                )
            )
            {
                return;
            }
        }

        Assert.Fail($"Tab does not lead to {text}");
    }

    /// <summary>What axe finds wrong for who sees little or uses a screen reader.</summary>
    private static async Task<string[]> ViolationsAsync(IPage page)
    {
        await page.EvaluateAsync(await File.ReadAllTextAsync(s_axe));
        return await page.EvaluateAsync<string[]>(
            "() => axe.run(document).then(r => r.violations.map(v => `${v.id}: ${v.nodes.map(n => n.html.slice(0, 160)).join(' | ')}`))"
        );
    }

    private static ILocator Row(IPage page, string name) => page.Locator("row-table .body .row", new() { HasText = name });

    /// <summary>Waits until the list has exactly so many rows: text alone would find "1 file" in "11 files".</summary>
    private static Task CountedAsync(IPage page, string rows) =>
        page.Locator("list-bar .count", new() { HasTextRegex = new Regex($"^{rows}$") }).WaitForAsync();

    private static Task<int> DrawnPixelsAsync(IPage page, string canvas) =>
        page.EvaluateAsync<int>(
            """
            selector => new Promise(resolve => setTimeout(() => {
              const canvas = document.querySelector(selector);
              const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
              resolve(pixels.filter((value, i) => i % 4 === 3 && value > 0).length);
            }, 1000))
            """,
            canvas
        );

    private static async Task<double> TempoAsync(IPage page)
    {
        string text =
            await page.Locator("result-panel .fact", new() { HasTextRegex = new Regex("^Tempo") }).Locator("dd").First.TextContentAsync()
            ?? "";
        return double.Parse(Regex.Match(text, "^[0-9.]+").Value, CultureInfo.InvariantCulture);
    }

    /// <summary>Writes 12 s of short tones, two a second; each test has its own pitch, for the same bytes would be one file to the catalogue.</summary>
    private static Task WriteBeatsAsync(string path, int hertz) =>
        ProgramRun.FfmpegAsync(
            "-y",
            "-f",
            "lavfi",
            "-i",
            $"aevalsrc=0.5*sin(2*PI*{hertz}*t)*exp(-30*mod(t\\,0.5)):d=12:s=44100",
            "-c:a",
            "pcm_s16le",
            path
        );
}
