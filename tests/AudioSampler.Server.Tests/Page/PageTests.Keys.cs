using System.Globalization;
using Microsoft.Playwright;

namespace AudioSampler.Server.Tests.Page;

/// <content>What keys and notices do, and where the focus is after them.</content>
public sealed partial class PageTests
{
    [Fact]
    public async Task Undo_on_a_notice_undoes_what_the_notice_tells()
    {
        (IPage page, List<string> errors) = await OpenTonesAsync("own-undo.wav", 620);
        await page.Keyboard.PressAsync("3");
        await page.Locator(".notice", new() { HasText = "Rated 3" }).WaitForAsync();
        await page.Keyboard.PressAsync("f");
        await page.Locator("result-panel [aria-label='No favourite any more (F)']").WaitForAsync();

        await page.Locator(".notice", new() { HasText = "Rated 3" }).GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();

        await page.Locator("result-panel [aria-label='3 stars (3)'][aria-pressed=false]").WaitForAsync();
        Assert.True(await page.Locator("result-panel [aria-label='No favourite any more (F)']").IsVisibleAsync());
        Assert.Empty(errors);
    }

    [Fact]
    public async Task A_key_that_is_held_acts_once_and_does_not_type_into_what_it_opened()
    {
        (IPage page, List<string> errors) = await OpenTonesAsync("held.wav", 630);
        int changes = 0;
        page.Request += (_, request) => changes += request.Method == "PATCH" ? 1 : 0;
        for (int i = 0; i < 5; i++)
        {
            await page.Keyboard.DownAsync("f");
        }

        await page.Keyboard.UpAsync("f");
        await page.Locator("result-panel [aria-label='No favourite any more (F)']").WaitForAsync();
        await page.Keyboard.DownAsync("t");
        await page.Locator("dialog input").WaitForAsync();
        await page.Keyboard.DownAsync("t");
        await page.Keyboard.UpAsync("t");

        Assert.Equal("", await page.InputValueAsync("dialog input"));
        Assert.Equal(1, changes);
        Assert.Empty(errors);
    }

    [Fact]
    public async Task Escape_stops_and_then_chooses_nothing_so_that_all_can_be_analysed()
    {
        (IPage page, List<string> errors) = await OpenTonesAsync("leave.wav", 640);
        await page.Keyboard.PressAsync("Space");
        await PlaysAsync(page);

        await page.Keyboard.PressAsync("Escape");
        await page.Locator("transport-bar [aria-label=Play]").WaitForAsync();
        Assert.Contains("file=", page.Url, StringComparison.Ordinal);
        await page.Keyboard.PressAsync("Escape");
        await page.Locator("sound-view .message").WaitForAsync();
        Assert.DoesNotContain("file=", page.Url, StringComparison.Ordinal);
        await page.ClickAsync("list-bar button:has-text('Analyse')");

        await page.Locator("dialog", new() { HasText = "Analyse all again?" }).WaitForAsync();
        Assert.Empty(errors);
    }

    /// <summary>Opens the page with two tones of a pitch that no other test has.</summary>
    private async Task<(IPage Page, List<string> Errors)> OpenTonesAsync(string name, int hertz, string settings = """{"welcomed":true}""")
    {
        Assert.SkipUnless(fixture.Hindrance is null, fixture.Hindrance ?? "");
        await fixture.Server.WriteTonesAsync(name, hertz);
        long file = await fixture.Server.AnalyzeAsync(name);
        (IPage page, List<string> errors) = await fixture.OpenAsync(
            string.Create(CultureInfo.InvariantCulture, $"?q=name:{Path.GetFileNameWithoutExtension(name)}&file={file}"),
            settings
        );
        await page.Locator("wave-form .zoom canvas").First.WaitForAsync();
        await page.Locator("result-panel .facts").WaitForAsync();
        return (page, errors);
    }
}
