using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;
using ReleasePortal.Components;
using ReleasePortal.Identity;

namespace ReleasePortal.Shell;

/// <summary>
/// The document around every page. Pages run in a circuit without prerendering, behind a splash; pages marked
/// <c>[ExcludeFromInteractiveRouting]</c> (signing in) are plain HTML and load neither MudBlazor nor Blazor.
/// </summary>
public partial class App
{
    private static readonly InteractiveServerRenderMode Interactive = new(prerender: false);

    [CascadingParameter]
    public required HttpContext Context { get; set; }

    private bool IsInteractive => Context.AcceptsInteractiveRouting();

    private IComponentRenderMode? Mode => IsInteractive ? Interactive : null;

    private string Theme => Context.Request.Cookies["rp.theme"] is "light" or "dark" ? Context.Request.Cookies["rp.theme"]! : "system";

    /// <summary>A room that the person may not enter answers as an address without a page, status included.</summary>
    protected override void OnInitialized()
    {
        var page = Context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>()?.Type;
        if (page is null || (page != typeof(NoSuchPage) && RoomAttribute.LetsIn(Context.User.ToActor(), page)))
            return;

        // Set as the headers go out: a status of 404 that is there earlier makes the renderer send no page at all.
        Context.Response.OnStarting(() =>
        {
            Context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });
    }
}
