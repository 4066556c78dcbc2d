"""Asks libburn for the frames and the CD-TEXT packs (sizes included) that it makes of a cue sheet."""
import ctypes
import sys

burn = ctypes.CDLL('libburn.so.4')
pointer = ctypes.c_void_p
pointer_out = ctypes.POINTER(pointer)
number_out = ctypes.POINTER(ctypes.c_int)
burn.burn_session_create.restype = pointer
burn.burn_session_by_cue_file.argtypes = [
    pointer, ctypes.c_char_p, ctypes.c_int, pointer_out, pointer_out, number_out, ctypes.c_int]
burn.burn_session_get_sectors.argtypes = [pointer]
burn.burn_cdtext_from_session.argtypes = [pointer, pointer_out, number_out, ctypes.c_int]

burn.burn_initialize()
burn.burn_msgs_set_severities(b'NEVER', b'NOTE', b'libburn: ')
session = burn.burn_session_create()
fifo, packs, count = pointer(), pointer(), ctypes.c_int()
path = sys.argv[1].encode()
read = burn.burn_session_by_cue_file(
    session, path, 0, ctypes.byref(fifo), ctypes.byref(packs), ctypes.byref(count), 0)
made = burn.burn_cdtext_from_session(session, ctypes.byref(packs), ctypes.byref(count), 0)
print(burn.burn_session_get_sectors(session), count.value)
sys.exit(0 if read == 1 and made == 1 else 1)
