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
        await page.Locator(".notice", new() { HasText = "made a favourite" }).GetByRole(AriaRole.Button, new() { Name = "Redo" }).ClickAsync();
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
}
