using Microsoft.AspNetCore.Components;

namespace ReleasePortal.Features.Controls.Form;

/// <summary>
/// Fields that write into a draft. Whatever happens in them, the form around them hears of it: it shows what will be made, and
/// guards what is not saved.
/// </summary>
public abstract class DraftFields : ComponentBase, IHandleEvent
{
    [Parameter, EditorRequired]
    public ControlDraft Draft { get; set; } = default!;

    /// <summary>Kind, key, type and off variant are chosen once, when it is made.</summary>
    [Parameter]
    public bool IsNew { get; set; }

    [Parameter]
    public EventCallback Changed { get; set; }

    async Task IHandleEvent.HandleEventAsync(EventCallbackWorkItem item, object? arg)
    {
        await item.InvokeAsync(arg);
        StateHasChanged();
        await Changed.InvokeAsync();
    }
}
