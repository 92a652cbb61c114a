using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using ReleasePortal.Identity;

namespace ReleasePortal.Features.Launches.Form;

/// <summary>Finds a control by its name, and adds it by a click or by Enter.</summary>
public sealed partial class ControlPicker
{
    private readonly string _id = "pick-" + Guid.NewGuid().ToString("N")[..8];
    private IReadOnlyList<PickableControl> _found = [];
    private string _text = "";
    private string _asked = "";

    [Inject]
    public required LaunchFormQuery Query { get; init; }

    [Inject]
    public required Session Session { get; init; }

    /// <summary>The environment's key.</summary>
    [Parameter, EditorRequired]
    public string Environment { get; set; } = "";

    /// <summary>The keys that are chosen already.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<string> Chosen { get; set; } = [];

    /// <summary>A control's key.</summary>
    [Parameter]
    public EventCallback<string> Picked { get; set; }

    protected override Task OnParametersSetAsync()
    {
        var asks = $"{Environment} {string.Join(' ', Chosen)}";
        if (asks == _asked)
            return Task.CompletedTask;

        _asked = asks;
        return FindAsync();
    }

    private Task TypeAsync(ChangeEventArgs input)
    {
        _text = input.Value as string ?? "";
        return FindAsync();
    }

    private Task PressAsync(KeyboardEventArgs key) =>
        key.Key is "Enter" && _text.Length > 0 && _found is [var first, ..] ? PickAsync(first.Key) : Task.CompletedTask;

    private Task PickAsync(string control)
    {
        _text = "";
        return Picked.InvokeAsync(control);
    }

    private async Task FindAsync()
    {
        var text = _text;
        var found = await Query.FindAsync(text, Environment, Chosen, await Session.ActorAsync());
        if (text == _text)
            _found = found;
    }
}
