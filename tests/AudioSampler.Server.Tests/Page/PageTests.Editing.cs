using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace AudioSampler.Server.Tests.Page;

/// <content>Edits, several regions at once, and what is done again.</content>
public sealed partial class PageTests
{
    [Fact]
    public async Task What_was_undone_is_done_again_in_order_until_something_new_is_changed()
    {
        (IPage page, List<string> errors) = await OpenTonesAsync("redo.wav", 660);
        await page.Keyboard.PressAsync("3");
        await page.Locator("result-panel [aria-label='3 stars (3)'][aria-pressed=true]").WaitForAsync();
        await page.Keyboard.PressAsync("f");
        await page.Locator("result-panel [aria-label='No favourite any more (F)']").WaitForAsync();
        await page.Keyboard.PressAsync("Control+z");
        await page.Locator("result-panel [aria-label='Make it a favourite (F)']").WaitForAsync();
        await page.Keyboard.PressAsync("Control+z");
        await page.Locator("result-panel [aria-label='3 stars (3)'][aria-pressed=false]").WaitForAsync();

        await page.Locator(".notice").Last.GetByRole(AriaRole.Button, new() { Name = "Redo" }).ClickAsync();
        await page.Locator("result-panel [aria-label='3 stars (3)'][aria-pressed=true]").WaitForAsync();
        await page.Keyboard.PressAsync("Control+Shift+z");
        await page.Locator("result-panel [aria-label='No favourite any more (F)']").WaitForAsync();

        await page.Keyboard.PressAsync("5");
        await page.Locator("result-panel [aria-label='5 stars (5)'][aria-pressed=true]").WaitForAsync();
        await page.Keyboard.PressAsync("Control+y");
        await page.Locator(".notice", new() { HasText = "Nothing to do again" }).WaitForAsync();
        Assert.Empty(errors);
    }

    [Fact]
    public async Task A_collection_is_filled_and_removed_and_both_are_undone()
    {
        (IPage page, List<string> errors) = await OpenTonesAsync("collected.wav", 740);
        await page.Keyboard.PressAsync("c");
        await page.Locator("dialog[open] input").FillAsync("Field days");
        await page.Keyboard.PressAsync("Enter");
        ILocator entry = page.Locator("library-panel .removable", new() { HasText = "Field days" });
        await Assertions.Expect(entry.Locator(".count")).ToHaveTextAsync("1");

        await page.Locator("[aria-label='Remove the collection Field days; its sounds stay']").ClickAsync();
        await Assertions.Expect(entry).ToHaveCountAsync(0);
        await page.Locator(".notice", new() { HasText = "Removed: Field days" })
            .GetByRole(AriaRole.Button, new() { Name = "Undo" })
            .ClickAsync();
        await Assertions.Expect(entry.Locator(".count")).ToHaveTextAsync("1");

        await page.Keyboard.PressAsync("Control+z");
        await Assertions.Expect(entry.Locator(".count")).ToHaveTextAsync("0");
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

    [Fact]
    public async Task A_marker_is_set_gone_to_named_and_removed()
    {
        (IPage page, List<string> errors) = await OpenTonesAsync("marked.wav", 690);
        ILocator markers = page.Locator("table[aria-label=Markers] tbody tr");
        await page.Keyboard.PressAsync("]");
        await page.Locator("result-panel tr[aria-selected=true]").WaitForAsync();
        string place = (await page.GetAttributeAsync("wave-form", "aria-valuenow"))!;
        await page.Keyboard.PressAsync("m");
        await Assertions.Expect(markers).ToHaveCountAsync(1);
        Assert.True(await DrawnPixelsAsync(page, "wave-form .pins") > 100);
        Assert.True(await DrawnPixelsAsync(page, "wave-form .small-pins") > 40);

        await page.Keyboard.PressAsync("Home");
        await page.ClickAsync("transport-bar [aria-label='Set a marker']");
        await Assertions.Expect(markers).ToHaveCountAsync(2);
        await page.Keyboard.PressAsync(".");
        await Assertions.Expect(page.Locator("wave-form")).ToHaveAttributeAsync("aria-valuenow", place);
        await page.Keyboard.PressAsync(",");
        await Assertions.Expect(page.Locator("wave-form")).ToHaveAttributeAsync("aria-valuenow", "0.0");

        await page.FillAsync("[aria-label='Name of marker 1']", "Knock");
        await page.Keyboard.PressAsync("Enter");
        await page.ClickAsync("[aria-label='Remove Knock']");
        await Assertions.Expect(markers).ToHaveCountAsync(1);
        await page.Locator(".notice", new() { HasText = "Removed: Knock" })
            .GetByRole(AriaRole.Button, new() { Name = "Undo" })
            .ClickAsync();
        await Assertions.Expect(markers).ToHaveCountAsync(2);
        Assert.Empty(await ViolationsAsync(page));
        Assert.Empty(errors);
    }

    [Fact]
    public async Task Folders_are_a_tree_that_narrows_the_table()
    {
        Assert.SkipUnless(fixture.Hindrance is null, fixture.Hindrance ?? "");
        Directory.CreateDirectory(Path.Combine(fixture.Server.Sounds, "attic", "box"));
        await fixture.Server.WriteTonesAsync("attic/high.wav", 710);
        await fixture.Server.WriteTonesAsync("attic/box/low.wav", 720);
        await fixture.Server.AnalyzeAsync("attic/high.wav");
        await fixture.Server.AnalyzeAsync("attic/box/low.wav");
        (IPage page, List<string> errors) = await fixture.OpenAsync();
        ILocator tree = page.Locator("folder-tree");
        await tree.Locator("[role=treeitem]").First.FocusAsync();

        await page.Keyboard.PressAsync("ArrowRight");
        ILocator attic = tree.Locator("[role=treeitem]", new() { HasText = "attic" });
        await Assertions.Expect(attic.Locator(".count")).ToHaveTextAsync("2");
        await attic.ClickAsync();
        await CountedAsync(page, "2 files");
        await Assertions.Expect(attic).ToHaveAttributeAsync("aria-selected", "true");
        await Assertions.Expect(attic).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(attic).ToHaveAttributeAsync("aria-expanded", "true");
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("Enter");
        await CountedAsync(page, "1 file");
        await Row(page, "low.wav").WaitForAsync();
        Assert.Empty(await ViolationsAsync(page));

        await page.Keyboard.PressAsync("ArrowLeft");
        await Assertions.Expect(attic).ToBeFocusedAsync();
        await attic.Locator(".twist").ClickAsync();
        await Assertions.Expect(attic).ToHaveAttributeAsync("aria-expanded", "false");
        Assert.Empty(errors);
    }

    [Fact]
    public async Task What_waits_runs_or_failed_is_a_row_of_the_table()
    {
        Assert.SkipUnless(fixture.Hindrance is null, fixture.Hindrance ?? "");
        await File.WriteAllTextAsync(Path.Combine(fixture.Server.Sounds, "worn-tape.wav"), "this is no sound");
        using (
            await fixture.Server.Client.PostAsJsonAsync(
                "/analyze",
                new { file_path = Path.Combine(fixture.Server.Sounds, "worn-tape.wav") }
            )
        )
        {
            // That it fails is what is wanted.
        }

        (IPage page, List<string> errors) = await fixture.OpenAsync("?q=name:worn");
        ILocator failed = Row(page, "worn-tape.wav");
        await Assertions.Expect(failed).ToContainTextAsync("failed: ");
        await page.RouteAsync(
            "**/jobs?page_size=*",
            route =>
                route.FulfillAsync(
                    new()
                    {
                        ContentType = "application/json",
                        Body = """
                        {"count": 1, "results": [{"id": 900, "paths": ["/far/slow-tape.wav"], "state": "running", "created_at": "2026-11-28T10:15:00+00:00",
                        "files_total": 1, "files_done": 0, "files_failed": 0, "current_file": "slow-tape.wav", "current_step": "tempo", "errors": []}]}
                        """,
                    }
                )
        );
        await page.GotoAsync(fixture.Server.Address + "/ui/");
        ILocator live = page.Locator("row-table .live .row");
        await Assertions.Expect(live).ToContainTextAsync(new Regex("slow-tape.wav.*running.*tempo"));
        Assert.Empty(await ViolationsAsync(page));

        await page.FillAsync("#search", "name:worn");
        await Assertions.Expect(live).ToHaveCountAsync(0);
        await page.ClickAsync("[aria-label='Retry worn-tape.wav']");
        await page.Locator(".notice", new() { HasText = "It waits to be analysed" }).WaitForAsync();
        Assert.Empty(errors);
    }

    [Fact]
    public async Task A_view_of_the_table_is_kept_and_chosen_again()
    {
        (IPage page, List<string> errors) = await fixture.OpenAsync("?q=session&sort=-duration");
        ILocator menu = page.Locator("list-bar .menu");
        await menu.Locator("summary").ClickAsync();
        await menu.GetByLabel("Tags").UncheckAsync();
        await menu.Locator("input[type=text]").FillAsync("Long ones");
        await page.Keyboard.PressAsync("Enter");
        await menu.Locator(".entry", new() { HasText = "Long ones" }).WaitForAsync();
        Assert.Empty(await ViolationsAsync(page));
        await menu.GetByLabel("Tags").CheckAsync();
        await page.Locator("row-table .head", new() { HasText = "Tags" }).WaitForAsync();
        await page.GotoAsync(fixture.Server.Address + "/ui/");

        await menu.Locator("summary").ClickAsync();
        await menu.Locator(".entry", new() { HasText = "Long ones" }).ClickAsync();
        await page.WaitForURLAsync("**/?q=session&sort=-duration");
        await Assertions.Expect(page.Locator("row-table .head")).Not.ToContainTextAsync("Tags");
        await FocusedAsync(page, "list-bar .menu summary");
        Assert.Empty(errors);
    }
}
