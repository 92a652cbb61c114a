using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Data;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Features.Controls;
using ReleasePortal.Features.Controls.Form;
using ReleasePortal.Features.Controls.Single;
using ReleasePortal.Features.Controls.Table;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Features.Controls;

/// <summary>The pages of release controls, as a person of a role opens them by their address.</summary>
public abstract class ControlsContext() : PortalTestContext(builder => builder.Services.AddControls())
{
    protected NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    /// <summary>What stands behind the host's name.</summary>
    protected string Address => "/" + Navigation.ToBaseRelativePath(Navigation.Uri);

    /// <summary>The table, with what stands behind the question mark.</summary>
    protected IRenderedComponent<ControlListPage> OpenTable(string query = "")
    {
        Navigation.NavigateTo("/controls" + query);
        return Loaded(Render<ControlListPage>());
    }

    /// <summary>The page of one control.</summary>
    protected IRenderedComponent<ControlPage> OpenControl(string key, string? tab = null)
    {
        Navigation.NavigateTo($"/controls/{key}" + (tab is null ? "" : "?tab=" + tab));
        return Loaded(Render<ControlPage>(page => page.Add(component => component.Key, key)));
    }

    /// <summary>The form of a new control.</summary>
    protected IRenderedComponent<NewControlPage> OpenForm()
    {
        Navigation.NavigateTo("/controls/new");
        return Loaded(Render<NewControlPage>());
    }

    /// <summary>What is stored.</summary>
    protected async Task<ReleaseControl> StoredAsync(string key)
    {
        await using var database = await Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
        return await database.Controls.AsNoTracking().Include(control => control.States).SingleAsync(control => control.Key == key);
    }

    protected async Task<bool> ExistsAsync(string key)
    {
        await using var database = await Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
        return await database.Controls.AnyAsync(control => control.Key == key);
    }

    /// <summary>What a control of the shop is edited to.</summary>
    protected static EditControl Edited(CreateControl control, Func<ControlDetails, ControlDetails> edit) => new(control.Control, edit(control.Details));

    /// <summary>Types into a field and leaves it.</summary>
    protected static void Type(IRenderedComponent<IComponent> page, string field, string text)
    {
        var input = page.Field(field);
        input.Input(text);
        page.Field(field).Change(text);
    }

    protected static void Send(IRenderedComponent<IComponent> page) => page.Find("form").Submit();

    private static IRenderedComponent<T> Loaded<T>(IRenderedComponent<T> page)
        where T : IComponent
    {
        page.WaitForState(() => page.FindAll(".skeleton").Count is 0);
        return page;
    }
}

internal static class ControlsMarkup
{
    /// <summary>The row of a control; null when it does not stand there.</summary>
    public static IElement? Row(this IRenderedComponent<ControlListPage> page, string key) =>
        page.FindAll("tbody tr").FirstOrDefault(row => row.QuerySelector("code")?.TextContent == key);

    /// <summary>The keys of the rows, in their order.</summary>
    public static IReadOnlyList<string> Keys(this IRenderedComponent<ControlListPage> page) => [.. page.FindAll("tbody code").Select(Markup.Words)];

    /// <summary>The words of the row's cell for an environment.</summary>
    public static string On(this IElement? row, string environment) => row?.QuerySelector($"[data-label='{environment}']").Words() ?? "";

    public static IReadOnlyList<string> Tabs(this IRenderedComponent<ControlPage> page) => [.. page.FindAll(".tabs a").Select(Markup.Words)];

    /// <summary>The card of an environment.</summary>
    public static IElement Card(this IRenderedComponent<ControlPage> page, string environment) => page.WaitForElement($".cards [aria-label='{environment}']");
}
