using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;

namespace AudioSampler.Bench;

/// <summary>How quick the page is in Chromium, against a server that runs: <c>page ADDRESS [QUERY OF A LONG FILE]</c>.</summary>
internal static class PageCommand
{
    private const int Opened = 200;
    private const int Rows = 25;
    private const int Rounds = 3;

    /// <summary>Notes, by the page's own clock, when the first row has been drawn: a clock outside would time the tool's own start as well.</summary>
    private const string WatchFirstRow = """
        localStorage.setItem('ais-settings', '{"welcomed":true,"autoplay":true}');
        new MutationObserver((_, observer) => {
          if (!document.querySelector("row-table [data-place='0']")) return;
          observer.disconnect();
          requestAnimationFrame(() => setTimeout(() => (window.firstRow = performance.now())));
        }).observe(document, { childList: true, subtree: true });
        """;

    private const string ScrollFrames = """
        async () => {
          const list = document.querySelector("row-table .scroll");
          const times = [];
          let last = performance.now();
          const end = last + 4000;
          for (let y = 0; last < end; y += 60) {
            list.scrollTop = y;
            await new Promise(requestAnimationFrame);
            const now = performance.now();
            times.push(now - last);
            last = now;
          }
          times.sort((a, b) => a - b);
          return [times.length / 4, times[Math.floor(times.length * 0.95)]];
        }
        """;

    private const string OpenFirst = """
        async () => {
          const begin = performance.now();
          document.querySelector("row-table [data-place='0']").click();
          for (;;) {
            await new Promise(requestAnimationFrame);
            const canvas = document.querySelector("wave-form .overview canvas");
            const pixels = canvas?.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
            if (pixels?.some((value, i) => i % 4 === 3 && value > 0)) return performance.now() - begin;
            if (performance.now() - begin > 30000) return -1;
          }
        }
        """;

    /// <summary>Milliseconds from a key to the drawn frame, in and out between all of the sound and its finest, twice: the first time is that of code that is new to the browser.</summary>
    private const string Zoom = """
        async () => {
          const frame = () => new Promise(requestAnimationFrame);
          const drawn = async () => {
            await frame();
            const channel = new MessageChannel();
            await new Promise(resolve => { channel.port1.onmessage = resolve; channel.port2.postMessage(0); });
          };
          const steps = [];
          for (let round = 0; round < 2; round++) {
            for (const key of [..."++++++++--------"]) {
              await drawn();
              await new Promise(resolve => setTimeout(resolve, 300));
              const begin = performance.now();
              document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
              await drawn();
              steps.push(performance.now() - begin);
            }
          }
          return steps;
        }
        """;

    private const string HearArrows = """
        () => {
          window.latencies = [];
          const play = HTMLMediaElement.prototype.play;
          HTMLMediaElement.prototype.play = function () {
            if (!this.heard) {
              this.heard = true;
              this.addEventListener("playing", () => {
                if (window.pressed) latencies.push(performance.now() - window.pressed);
                window.pressed = 0;
              });
            }
            return play.call(this);
          };
          document.addEventListener("keydown", () => (window.pressed = performance.now()), true);
        }
        """;

    public static int Run(string[] args)
    {
        if (args.Length == 0)
        {
            Console.Error.WriteLine("page ADDRESS [QUERY]: start a server first: ais serve --data DIR");
            return 2;
        }

        MeasureAsync(args[0].TrimEnd('/'), args.ElementAtOrDefault(1)).GetAwaiter().GetResult();
        return 0;
    }

    private static async Task<IPage> OpenAsync(IBrowser browser)
    {
        IPage page = await browser.NewPageAsync(
            new()
            {
                ViewportSize = new() { Width = 1500, Height = 950 },
            }
        );
        await page.AddInitScriptAsync(WatchFirstRow);
        return page;
    }

    /// <summary>Milliseconds from the start of a navigation until the first row has been drawn.</summary>
    private static async Task<double> FirstRowAsync(IPage page, string address, string rows)
    {
        await page.GotoAsync($"{address}/ui/?rows={rows}", new() { WaitUntil = WaitUntilState.Commit });
        IJSHandle drawn = await page.WaitForFunctionAsync("() => window.firstRow");
        return await drawn.JsonValueAsync<double>();
    }

    private static async Task MeasureAsync(string address, string? query)
    {
        using IPlaywright playwright = await Playwright.CreateAsync();
        var options = new BrowserTypeLaunchOptions
        {
            ExecutablePath = "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--autoplay-policy=no-user-gesture-required", "--js-flags=--expose-gc"],
        };
        for (int round = 1; round <= Rounds; round++)
        {
            await using IBrowser fresh = await playwright.Chromium.LaunchAsync(options);
            Say($"files: first rows, new browser {round}", await FirstRowAsync(await OpenAsync(fresh), address, "files"), "ms");
        }

        await using IBrowser browser = await playwright.Chromium.LaunchAsync(options);
        IPage page = await OpenAsync(browser);
        await FirstRowAsync(page, address, "files");
        foreach (string rows in (string[])["files", "regions"])
        {
            for (int round = 1; round <= Rounds; round++)
            {
                Say($"{rows}: first rows, again {round}", await FirstRowAsync(page, address, rows), "ms");
            }

            double[] frames = await page.EvaluateAsync<double[]>(ScrollFrames);
            Say($"{rows}: scrolling", frames[0], $"frames/s, a frame at p95 {frames[1]:F1} ms");
        }

        if (query is not null)
        {
            await page.GotoAsync($"{address}/ui/?q={Uri.EscapeDataString(query)}");
            await page.Locator("row-table [data-place='0']").WaitForAsync();
            await page.WaitForTimeoutAsync(1500);
            Say($"{query}: click to waveform", await page.EvaluateAsync<double>(OpenFirst), "ms");
            await page.WaitForTimeoutAsync(2000);
            double[] steps = await page.EvaluateAsync<double[]>(Zoom);
            foreach (double[] round in steps.Chunk(steps.Length / 2))
            {
                double[] sorted = [.. round.Order()];
                Say(
                    $"{query}: zoom",
                    sorted[sorted.Length / 2],
                    $"ms median, {sorted[^1]:F0} ms most (step {Array.IndexOf(round, sorted[^1]) + 1}), of {sorted.Length}"
                );
            }
        }

        await page.GotoAsync($"{address}/ui/?q={Uri.EscapeDataString("format:wav OR format:mp3")}");
        await page.Locator("row-table [data-place='0']").WaitForAsync();
        await page.EvaluateAsync(HearArrows);
        for (int i = 0; i < Rows; i++)
        {
            await page.Keyboard.PressAsync("ArrowDown");
            await page.WaitForTimeoutAsync(700);
        }

        double[] latencies = [.. (await page.EvaluateAsync<double[]>("() => latencies")).Order()];
        if (latencies.Length > 0)
        {
            Say("arrow to sound", latencies[latencies.Length / 2], $"ms median, {latencies[^1]:F0} ms most, of {latencies.Length}");
        }

        await page.GotoAsync($"{address}/ui/");
        await page.Locator("row-table [data-place='0']").WaitForAsync();
        for (int opened = 1; opened <= Opened; opened++)
        {
            await page.Keyboard.PressAsync("ArrowDown");
            await page.WaitForTimeoutAsync(250);
            if (opened % (Opened / 2) == 0)
            {
                JsonElement memory = await page.EvaluateAsync<JsonElement>(
                    "() => { gc(); return { heap: performance.memory.usedJSHeapSize / 1e6, nodes: document.querySelectorAll('*').length }; }"
                );
                Say(
                    $"{opened} files opened: heap",
                    memory.GetProperty("heap").GetDouble(),
                    $"MB, {memory.GetProperty("nodes").GetInt32()} elements"
                );
            }
        }
    }

    private static void Say(string what, double value, string unit) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what, -40} {value, 8:F1} {unit}"));
}
