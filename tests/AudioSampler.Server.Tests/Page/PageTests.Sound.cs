using System.Text.Json;
using System.Text.RegularExpressions;
using AudioSampler.Server.Tests.Support;
using AudioSampler.Testing;
using Microsoft.Playwright;

namespace AudioSampler.Server.Tests.Page;

/// <content>The sound that is open: heard, looked at and cut.</content>
public sealed partial class PageTests
{
    [Fact]
    public async Task Regions_are_split_moved_and_dropped_and_all_of_it_is_undone()
    {
        Assert.SkipUnless(fixture.Hindrance is null, fixture.Hindrance ?? "");
        await fixture.Server.WriteTonesAsync("to-cut.wav", hertz: 610);
        long file = await fixture.Server.AnalyzeAsync("to-cut.wav");
        (IPage page, List<string> errors) = await fixture.OpenAsync("?q=name:cut");
        await Row(page, "to-cut.wav").ClickAsync();
        await page.Locator("wave-form .zoom canvas").First.WaitForAsync();
        ILocator rows = page.Locator("result-panel table[aria-label=Regions] tbody tr");
        await Assertions.Expect(rows).ToHaveCountAsync(2);

        await page.Locator("transport-bar input[aria-label=Seek]").FillAsync("0.5");
        await page.Keyboard.PressAsync("s");
        await Assertions.Expect(rows).ToHaveCountAsync(3);
        await Assertions.Expect(rows.Nth(1)).ToContainTextAsync("0:00.5");

        LocatorBoundingBoxResult box = (await page.Locator("wave-form .zoom").BoundingBoxAsync())!;
        float X(double seconds) => (float)(box.X + (box.Width * seconds / 3.5));
        float middle = box.Y + (box.Height / 2);
        JsonElement document = JsonDocument.Parse(await fixture.Server.Client.GetStringAsync($"/api/files/{file}")).RootElement;
        double end = document.GetProperty("regions")[1].GetProperty("end_s").GetDouble();
        await page.Mouse.MoveAsync(X(end), middle);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(X(1.3), middle, new() { Steps = 5 });
        await page.Mouse.MoveAsync(X(1.5), middle, new() { Steps = 5 });
        await page.Mouse.UpAsync();
        await Assertions.Expect(rows.Nth(1)).ToContainTextAsync("0:01.0"); // from 0.5 to about 1.5 s

        await page.Locator("result-panel table[aria-label=Regions] tbody tr").Nth(2).Locator(".link").ClickAsync();
        await page.Keyboard.PressAsync("Delete");
        await Assertions.Expect(rows).ToHaveCountAsync(2);
        for (int i = 0; i < 3; i++)
        {
            await page.Keyboard.PressAsync("Control+z");
            await page.Locator(".notice", new() { HasText = "Undone" }).Nth(0).WaitForAsync();
            await page.Locator(".notice .quiet").First.ClickAsync();
        }

        await Assertions.Expect(rows).ToHaveCountAsync(2);
        await Assertions.Expect(rows.Nth(1)).ToContainTextAsync("0:01.9"); // the pad before its start at 2 s

        await page.Keyboard.PressAsync("Shift+S");
        ILocator said = page.Locator("cut-panel .count");
        await Assertions.Expect(said).ToHaveTextAsync("2 regions");
        await page.Locator("cut-panel input[aria-label='Shortest silence']").FillAsync("2");
        await Assertions.Expect(said).ToHaveTextAsync("1 region");
        await page.ClickAsync("cut-panel button:has-text('Cut so')");
        await Assertions.Expect(rows).ToHaveCountAsync(1);
        Assert.Empty(errors);
    }

    [Fact]
    public async Task Values_say_by_what_they_were_found_and_regions_what_else_they_may_be()
    {
        (IPage page, List<string> errors) = await fixture.OpenAsync("?q=session");
        await Row(page, "session.ogg").ClickAsync();
        await page.Locator("result-panel .hint", new() { HasText = "choose one" }).WaitForAsync();
        string facts = await page.Locator("result-panel .facts").InnerTextAsync();
        foreach (string analyzer in new[] { "classification", "tempo", "key", "loudness" })
        {
            Assert.Matches($"by {analyzer} [0-9.]+", facts);
        }

        await page.Keyboard.PressAsync("]");
        await page.Locator("result-panel button", new() { HasText = "the whole file" }).WaitForAsync();
        Assert.False(await page.Locator("result-panel .hint", new() { HasText = "choose one" }).IsVisibleAsync());
        Assert.Empty(errors);
    }

    [Fact]
    public async Task A_sound_that_is_gone_says_what_can_be_done_and_is_not_exported()
    {
        (IPage page, _) = await fixture.OpenAsync();
        string path = Path.Combine(fixture.Server.Sounds, "gone away.wav");
        await WriteBeatsAsync(path, hertz: 1650);
        await fixture.Server.AnalyzeAsync("gone away.wav");
        File.Delete(path);

        await page.FillAsync("#search", "name:gone");
        await Row(page, "gone away.wav").ClickAsync();
        ILocator note = page.Locator("gone-note", new() { HasText = "bring the drive or the file back" });
        await note.WaitForAsync();
        await note.Locator("button", new() { HasText = "Analyse again" }).WaitForAsync();

        await page.ClickAsync("list-bar button:has-text('Export')");
        await page.ClickAsync("dialog button:has-text('OK')");
        await page.Locator(".notice.error", new() { HasText = "nothing was exported" }).WaitForAsync();

        await note.Locator("button", new() { HasText = "Remove from the catalogue" }).ClickAsync();
        await page.ClickAsync("dialog button:has-text('Remove')");
        await CountedAsync(page, "0 files");
    }

    [Fact]
    public async Task An_empty_catalogue_begins_with_the_sample_recordings()
    {
        (IPage page, List<string> errors) = await fixture.OpenAsync(settings: "{}");
        Assert.True(await page.Locator(".welcome button", new() { HasText = "sample recordings" }).IsHiddenAsync());
        await using var empty = new ServerFixture { WebFolder = fixture.Server.WebFolder };
        await empty.InitializeAsync();

        await page.GotoAsync(empty.Address + "/ui/");
        await page.Locator(".welcome button", new() { HasText = "Analyse the sample recordings" }).ClickAsync();
        ILocator first = page.Locator("row-table .body .row").First;
        await first.WaitForAsync(new() { Timeout = 180_000 });
        await first.ClickAsync();
        await page.Locator("wave-form .zoom canvas").First.WaitForAsync();
        await page.Keyboard.PressAsync("Space");
        await page.Locator(".welcome li.done", new() { HasText = "plays and pauses" }).WaitForAsync();
        await page.Keyboard.PressAsync("]");
        await page.Locator(".welcome li.done", new() { HasText = "go through the regions" }).WaitForAsync();
        Assert.Equal(2, await page.Locator(".welcome li.done").CountAsync());
        Assert.Empty(errors);
    }

    [Fact]
    public async Task A_small_waveform_that_was_missing_is_drawn_when_the_sound_has_been_opened()
    {
        Assert.SkipUnless(fixture.Hindrance is null, fixture.Hindrance ?? "");
        await fixture.Server.WriteTonesAsync("unseen.wav", hertz: 1400);
        long file = await fixture.Server.AnalyzeAsync("unseen.wav");
        fixture.Server.ForgetWaveforms();
        (IPage page, List<string> errors) = await fixture.OpenAsync("?q=name:unseen");
        ILocator wave = page.Locator($"row-table canvas[data-wave='{file}']");
        await wave.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        Assert.Null(await wave.GetAttributeAsync("data-drawn"));

        await Row(page, "unseen.wav").ClickAsync();

        await page.Locator("wave-form .zoom canvas").First.WaitForAsync();
        await Assertions.Expect(wave).ToHaveAttributeAsync("data-drawn", "");
        Assert.Empty(errors);
    }

    [Fact]
    public async Task Arrows_play_one_sound_at_a_time_only_where_auto_play_is_on()
    {
        (IPage page, List<string> errors) = await fixture.OpenAsync();
        await page.Locator("row-table [data-place='2']").WaitForAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Locator("wave-form .zoom canvas").First.WaitForAsync();
        Assert.False(await IsPlayingAsync(page));

        await page.Keyboard.PressAsync("a");
        for (int i = 0; i < 50; i++)
        {
            await page.Keyboard.PressAsync(i % 2 == 0 ? "ArrowDown" : "ArrowUp");
        }

        await PlaysAsync(page);
        Assert.Equal("true", await page.GetAttributeAsync("transport-bar [data-setting=autoplay]", "aria-pressed"));
        Assert.Empty(errors);
    }

    [Fact]
    public async Task Who_goes_through_the_list_finds_the_next_sound_ready()
    {
        (IPage page, List<string> errors) = await fixture.OpenAsync(settings: """{"welcomed":true,"autoplay":true}""");
        var asked = new HashSet<string>(StringComparer.Ordinal);
        Task<IRequest> second = page.WaitForRequestAsync(request =>
            request.Url.Contains("/api/audio/", StringComparison.Ordinal) && asked.Add(request.Url) && asked.Count > 1
        );
        await page.FillAsync("#search", "format:flac");
        await Row(page, "drum-loop.flac").ClickAsync();
        await PlaysAsync(page);
        string ready = (await second).Url;

        await page.Locator("row-table").FocusAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await PlaysAsync(page);

        Assert.EndsWith("/api/audio/" + Regex.Match(page.Url, @"file=(\d+)").Groups[1].Value, ready, StringComparison.Ordinal);
        Assert.Empty(errors);
    }

    [Fact]
    public async Task A_sound_that_comes_later_than_its_waveform_plays_all_the_same()
    {
        (IPage page, List<string> errors) = await fixture.OpenAsync(settings: """{"welcomed":true,"autoplay":true}""");
        var drawn = new TaskCompletionSource();
        await page.RouteAsync(
            "**/api/audio/*",
            async route =>
            {
                await drawn.Task;
                await route.ContinueAsync();
            }
        );
        await Row(page, "session.ogg").ClickAsync();
        await page.Locator("wave-form .zoom canvas").First.WaitForAsync();
        Assert.True(await DrawnPixelsAsync(page, "wave-form .zoom canvas") > 0);

        drawn.SetResult();

        await PlaysAsync(page);
        Assert.Empty(errors);
    }

    [Fact]
    public async Task Zooming_in_shows_half_as_much_and_out_twice_as_much()
    {
        (IPage page, List<string> errors) = await fixture.OpenAsync();
        await Row(page, "session.ogg").ClickAsync();
        await page.Locator("wave-form .zoom canvas").First.WaitForAsync();
        await page.EvaluateAsync(
            """
            () => {
              window.lengths = [];
              document.querySelector("wave-form").addEventListener("range", event => lengths.push(event.detail.end - event.detail.start));
            }
            """
        );
        foreach (string key in (string[])["+", "+", "-", "-", "-"])
        {
            await page.Keyboard.PressAsync(key);
        }

        double[] lengths = await page.EvaluateAsync<double[]>("() => lengths");
        double all = lengths[^1];
        Assert.Equal([0.5, 0.25, 0.5, 1], lengths.Take(4).Select(length => Math.Round(length / all, 2)));
        Assert.Empty(errors);
    }

    [Fact]
    public async Task Regions_too_narrow_to_be_taken_by_their_borders_are_so_once_they_are_wide()
    {
        Assert.SkipUnless(fixture.Hindrance is null, fixture.Hindrance ?? "");
        await ProgramRun.FfmpegAsync(
            "-y",
            "-f",
            "lavfi",
            "-i",
            @"aevalsrc=0.5*sin(2*PI*1300*t)*lt(mod(t\,4)\,0.5):d=120:s=44100",
            Path.Combine(fixture.Server.Sounds, "narrow.wav")
        );
        long file = await fixture.Server.AnalyzeAsync("narrow.wav");
        (IPage page, List<string> errors) = await fixture.OpenAsync("?q=name:narrow");
        await Row(page, "narrow.wav").ClickAsync();
        await page.Locator("wave-form .zoom canvas").First.WaitForAsync();
        foreach (string key in (string[])["+", "+", "-", "+", "+", "+"])
        {
            await page.Keyboard.PressAsync(key);
            await page.WaitForTimeoutAsync(300); // the view rests, and handles come and go
        }

        JsonElement document = JsonDocument.Parse(await fixture.Server.Client.GetStringAsync($"/api/files/{file}")).RootElement;
        double end = document.GetProperty("regions")[1].GetProperty("end_s").GetDouble();
        LocatorBoundingBoxResult box = (await page.Locator("wave-form .zoom").BoundingBoxAsync())!;
        float X(double seconds) => (float)(box.X + (box.Width * seconds / (120.0 / 16)));
        float middle = box.Y + (box.Height / 2);
        await page.Mouse.MoveAsync(X(end), middle);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(X(end + 0.5), middle, new() { Steps = 5 });
        await page.Mouse.MoveAsync(X(end + 1), middle, new() { Steps = 5 });
        await page.Mouse.UpAsync();

        await Assertions.Expect(page.Locator("result-panel table[aria-label=Regions] tbody tr").Nth(1)).ToContainTextAsync("0:01.6"); // a second more than 0.64
        Assert.Empty(errors);
    }

    private static Task<bool> IsPlayingAsync(IPage page) =>
        page.EvaluateAsync<bool>("() => document.querySelector('transport-bar .play')?.getAttribute('aria-label') === 'Pause'");

    /// <summary>Waits until the position moves.</summary>
    private static async Task PlaysAsync(IPage page) =>
        await page.WaitForFunctionAsync(
            """
            () => {
              const shown = document.querySelector("transport-bar output.position")?.textContent;
              const before = (window.seen ??= shown);
              return shown !== before && document.querySelector("transport-bar .play")?.getAttribute("aria-label") === "Pause";
            }
            """
        );
}
