using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace AudioSampler.Server.Tests.Page;

/// <content>Edits, several regions at once, and what is done again.</content>
public sealed partial class PageTests
{
    [GeneratedRegex("/api/history/([0-9]+)/redo$")]
    private static partial Regex Redo { get; }

    [Fact]
    public async Task What_was_undone_is_done_again_in_order_until_something_new_is_changed()
    {
        (IPage page, List<string> errors) = await OpenTonesAsync("redo.wav", 660);
        List<long> again = [];
        await page.RouteAsync(
            Redo,
            route =>
            {
                again.Add(long.Parse(Redo.Match(route.Request.Url).Groups[1].Value, CultureInfo.InvariantCulture));
                return route.FulfillAsync(
                    new() { ContentType = "application/json", Body = $$"""{"id": {{again[^1]}}, "action": "entry {{again[^1]}}"}""" }
                );
            }
        );
        await page.Keyboard.PressAsync("3");
        await page.Locator("result-panel [aria-label='3 stars (3)'][aria-pressed=true]").WaitForAsync();
        await page.Keyboard.PressAsync("f");
        await page.Locator("result-panel [aria-label='No favourite any more (F)']").WaitForAsync();
        await page.Keyboard.PressAsync("Control+z");
        await page.Locator("result-panel [aria-label='Make it a favourite (F)']").WaitForAsync();
        await page.Keyboard.PressAsync("Control+z");
        await page.Locator("result-panel [aria-label='3 stars (3)'][aria-pressed=false]").WaitForAsync();

        await page.Keyboard.PressAsync("Control+Shift+z");
        await page.Locator(".notice", new() { HasText = "Done again" }).WaitForAsync();
        await page.Locator(".notice", new() { HasText = "made a favourite" })
            .GetByRole(AriaRole.Button, new() { Name = "Redo" })
            .ClickAsync();
        await Assertions.Expect(page.Locator(".notice", new() { HasText = "Done again" })).ToHaveCountAsync(2);
        Assert.Equal(2, again.Count);
        Assert.True(again[0] < again[1]);

        await page.Keyboard.PressAsync("5");
        await page.Locator("result-panel [aria-label='5 stars (5)'][aria-pressed=true]").WaitForAsync();
        await page.Keyboard.PressAsync("Control+y");
        await page.Locator(".notice", new() { HasText = "Nothing to do again" }).WaitForAsync();
        Assert.Equal(2, again.Count);
        Assert.Empty(errors);
    }

    [Fact]
    public async Task Several_regions_are_chosen_marked_and_merged_at_once()
    {
        (IPage page, List<string> errors) = await OpenTonesAsync("several.wav", 670);
        ILocator regions = page.Locator("result-panel table[aria-label=Regions] tr[aria-selected=true]");
        await page.Keyboard.PressAsync("]");
        await page.Keyboard.PressAsync("[");
        await Assertions.Expect(regions).ToHaveCountAsync(1);

        await page.Keyboard.PressAsync("Shift+}");
        await Assertions.Expect(regions).ToHaveCountAsync(2);
        await page.Keyboard.PressAsync("4");
        await page.Locator(".notice", new() { HasText = "Rated 4: 2 regions" }).WaitForAsync();
        await page.Keyboard.PressAsync("Shift+{");
        await Assertions.Expect(regions).ToHaveCountAsync(1);
        await page.Locator("result-panel table[aria-label=Regions] .link")
            .Nth(1)
            .ClickAsync(new() { Modifiers = [KeyboardModifier.Shift] });
        await Assertions.Expect(regions).ToHaveCountAsync(2);
        Assert.True(await DrawnPixelsAsync(page, "wave-form .chosen") > 1000);

        await page.Keyboard.PressAsync("Shift+j");
        await page.Locator("result-panel summary", new() { HasText = "Regions (1)" }).WaitForAsync();
        await page.Locator("result-panel [aria-label='4 stars (4)'][aria-pressed=true]").WaitForAsync();
        Assert.Empty(errors);
    }

    [Fact]
    public async Task Commands_are_found_by_their_names_and_run_by_keyboard_and_mouse()
    {
        (IPage page, List<string> errors) = await OpenTonesAsync("palette.wav", 680);
        await page.FocusAsync("#search");
        await page.Keyboard.PressAsync("Control+k");
        await FocusedAsync(page, "dialog.palette input");
        Assert.True(await page.Locator("dialog.palette [role=option]").CountAsync() > 30);
        Assert.Empty(await ViolationsAsync(page));
        await page.Keyboard.TypeAsync("rate");
        await page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(page.Locator("dialog.palette [aria-selected=true]")).ToContainTextAsync("Rate 2");
        await page.Keyboard.PressAsync("Tab"); // the focus stays in the dialog
        Assert.True(
            await page.EvaluateAsync<bool>(
                "() => document.activeElement === document.body || document.activeElement.closest('dialog') !== null"
            )
        );
        await page.FocusAsync("dialog.palette input");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("result-panel [aria-label='2 stars (2)'][aria-pressed=true]").WaitForAsync();
        await FocusedAsync(page, "#search");

        await page.ClickAsync("#commands-button");
        await page.Keyboard.TypeAsync("dupl");
        await page.ClickAsync("dialog.palette [role=option]:has-text('Duplicates')");
        await page.Locator("duplicate-list").WaitForAsync();
        await page.Keyboard.PressAsync("Control+k");
        await page.Keyboard.PressAsync("Escape");
        await page.Locator("dialog").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        Assert.Empty(errors);
    }
}
