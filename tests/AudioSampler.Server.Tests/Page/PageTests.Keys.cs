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

    [Fact]
    public async Task The_focus_stays_on_what_was_used()
    {
        (IPage page, List<string> errors) = await OpenTonesAsync("focus.wav", 650);
        await page.FocusAsync("result-panel [aria-label='2 stars (2)']");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("result-panel [aria-label='2 stars (2)'][aria-pressed=true]").WaitForAsync();
        await FocusedAsync(page, "result-panel [aria-label='2 stars (2)']");

        await page.FocusAsync("result-panel select[aria-label='Correct the kind']");
        await page.SelectOptionAsync("result-panel select[aria-label='Correct the kind']", "environment");
        await page.Locator("result-panel .fact.yours").WaitForAsync();
        await FocusedAsync(page, "result-panel select[aria-label='Correct the kind']");

        await page.FocusAsync("row-table .head [title='Sort by name']");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("row-table .head [aria-sort=ascending]").WaitForAsync();
        await FocusedAsync(page, "row-table .head [title='Sort by name']");

        await page.ClickAsync("search-bar .chip");
        await page.Locator("row-table [data-place='2']").WaitForAsync();
        await page.FocusAsync("wave-form");
        string before = page.Url;
        await page.Keyboard.PressAsync("ArrowDown");
        await page.WaitForURLAsync(address => address != before);
        await page.Locator("wave-form .zoom canvas").First.WaitForAsync();
        await FocusedAsync(page, "wave-form");
        Assert.Empty(errors);
    }

    [Fact]
    public async Task Pages_on_the_waveform_move_the_position_and_not_the_rows()
    {
        (IPage page, List<string> errors) = await fixture.OpenAsync();
        await Row(page, "session.ogg").ClickAsync();
        await page.Locator("wave-form .zoom canvas").First.WaitForAsync();
        string before = page.Url;
        await page.FocusAsync("wave-form");

        await page.Keyboard.PressAsync("PageUp");
        await Assertions.Expect(page.Locator("wave-form")).ToHaveAttributeAsync("aria-valuenow", "10.0");
        await page.Keyboard.PressAsync("PageDown");

        await Assertions.Expect(page.Locator("wave-form")).ToHaveAttributeAsync("aria-valuenow", "0.0");
        Assert.Equal(before, page.Url);
        Assert.Empty(errors);
    }

    [Fact]
    public async Task The_list_of_columns_closes_and_stays_in_the_window()
    {
        (IPage page, List<string> errors) = await fixture.OpenAsync();
        ILocator menu = page.Locator("list-bar .menu");
        await menu.Locator("summary").ClickAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(menu).Not.ToHaveAttributeAsync("open", "");
        await menu.Locator("summary").ClickAsync();
        await page.ClickAsync("library-panel summary");
        await Assertions.Expect(menu).Not.ToHaveAttributeAsync("open", "");

        await page.SetViewportSizeAsync(750, 475);
        await menu.Locator("summary").ClickAsync();
        LocatorBoundingBoxResult box = (await menu.Locator(".sheet").BoundingBoxAsync())!;

        Assert.InRange(box.X, 0, 750 - box.Width);
        Assert.Empty(errors);
    }

    [Fact]
    public async Task The_search_field_says_what_the_address_says()
    {
        (IPage page, List<string> errors) = await fixture.OpenAsync();
        await page.FocusAsync("#search");
        await page.Keyboard.TypeAsync("session");
        await page.WaitForURLAsync("**/?q=session");
        await page.Keyboard.TypeAsync(" x");
        await page.WaitForURLAsync("**/?q=session+x");

        await page.GoBackAsync();

        await Assertions.Expect(page.Locator("#search")).ToHaveValueAsync("session");
        Assert.Empty(errors);
    }

    /// <summary>Waits until the focus is there: a redraw gives it back.</summary>
    private static Task FocusedAsync(IPage page, string selector) => Assertions.Expect(page.Locator(selector)).ToBeFocusedAsync();

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
