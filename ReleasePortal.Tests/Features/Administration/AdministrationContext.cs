using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Data;
using ReleasePortal.Domain.Access;
using ReleasePortal.Features.Administration;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Features.Administration;

/// <summary>An administrator at one of the administration's pages.</summary>
public abstract class AdministrationContext() : PortalTestContext(builder => builder.Services.AddAdministration())
{
    /// <summary>Opens a page, as an administrator unless somebody has signed in already.</summary>
    protected async Task<IRenderedComponent<TPage>> OpenAsync<TPage>(Role role = Role.Administrator)
        where TPage : IComponent
    {
        if (!Workspace.IsReady)
            await SignInAsync(role);
        var page = Render<TPage>();
        page.WaitForState(() => page.FindAll(".skeleton").Count is 0);
        return page;
    }

    /// <summary>Sends the form of the dialog.</summary>
    protected void Send() => Over.WaitForElement(".portal-dialog form").Submit();

    /// <summary>Types into a field of the dialog.</summary>
    protected void Fill(string field, string? text) => Over.Field(field).Change(text);

    /// <summary>Waits for what stands beside a field.</summary>
    protected void IsWrong(string field, string message) =>
        Over.WaitForAssertion(() => Assert.Equal(message, Over.ErrorBeside(field)));

    /// <summary>Waits until the dialog is gone and a message says that it was done.</summary>
    protected void IsDone(string message)
    {
        Over.WaitForState(() => Over.FindAll(".portal-dialog").Count is 0);
        Over.WaitForAssertion(() => Assert.Contains(message, Over.FindAll(".mud-snackbar").Select(toast => toast.QuerySelector(".mud-snackbar-content-message").Words())));
    }

    protected async Task<T> ReadAsync<T>(Func<PortalDbContext, Task<T>> read)
    {
        await using var database = await Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
        return await read(database);
    }
}
